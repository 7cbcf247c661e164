package amqp

import (
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// replyInbox hands replies over. Small ones go at once, on the goroutine that
// reads the connection. Large ones take long to decode, so they go on a
// goroutine of their own and delay no other reply.
type replyInbox struct {
	// deliver hands one over. It reports false if the reply must not overtake
	// earlier ones and would do so now.
	deliver func(d *conn.Arrival, overtakes bool) bool

	mu      sync.Mutex
	heavy   []*conn.Arrival
	running bool
	closed  bool
	ended   sync.WaitGroup
}

// lightReply is the largest body that is decoded at once, in bytes.
const lightReply = 16 << 10

func newReplyInbox(deliver func(*conn.Arrival, bool) bool) *replyInbox {
	return &replyInbox{deliver: deliver}
}

// put takes a reply.
func (b *replyInbox) put(d *conn.Arrival) {
	if len(d.Body) <= lightReply && d.Compression() == "" && b.deliver(d, b.busy()) {
		return
	}
	kept := *d
	b.mu.Lock()
	defer b.mu.Unlock()
	b.heavy = append(b.heavy, &kept)
	if !b.running && !b.closed {
		b.running = true
		b.ended.Go(b.run) // ends when nothing is left
	}
}

func (b *replyInbox) busy() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.running
}

// run hands over the large replies.
func (b *replyInbox) run() {
	for {
		b.mu.Lock()
		if len(b.heavy) == 0 || b.closed {
			b.running, b.heavy = false, nil
			b.mu.Unlock()
			return
		}
		next := b.heavy[0]
		b.heavy = b.heavy[1:]
		b.mu.Unlock()
		b.deliver(next, false)
	}
}

// close drops the remaining replies.
func (b *replyInbox) close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.ended.Wait()
}

// replyAcks acknowledges the messages of one channel on arrival, many at a time. One that
// was not acknowledged comes again over the next connection, and its call has ended.
type replyAcks struct {
	mu    sync.Mutex
	on    *conn.Channel
	last  uint64
	count int
	armed bool
}

const (
	ackBatch = 128                    // messages
	ackAfter = 100 * time.Millisecond // from the first of them
)

// arrived takes note of a message.
func (a *replyAcks) arrived(d *conn.Arrival) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.on, a.last = d.On, d.Tag
	a.count++
	switch {
	case a.count >= ackBatch:
		a.ack()
	case !a.armed:
		a.armed = true
		time.AfterFunc(ackAfter, a.due)
	}
}

func (a *replyAcks) due() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.armed = false
	if a.count > 0 {
		a.ack()
	}
}

// ack acknowledges all replies so far. If the channel is lost they come again.
// The caller holds mu.
func (a *replyAcks) ack() {
	a.count = 0
	_ = a.on.Ack(a.last, true)
}
