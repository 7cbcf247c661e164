package amqp

import (
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// inbox holds the messages of a listener from their arrival until they are
// handed over. It outlives the connections that they come on.
//
// Requests are acknowledged as they arrive. A request that is ready belongs to
// this process: the broker gives it to no other server, and a lost connection
// does not take it away. oslo.messaging does the same. An inbox that stays full
// slows its consumers down (inbox_pace.go), and requests stay unacknowledged
// until there is room.
//
// Notifications are acknowledged when they have been handled. Those that wait
// here when their channel is lost are dropped, because the broker delivers them
// again.
//
// put and settle run on the goroutine that reads the connection and don't block.
type inbox struct {
	ack      func(last *message) error // acknowledges everything that has arrived up to it, nil for notifications
	limit    int                       // of requests that are ready, or 0
	wake     chan struct{}             // holds a token when a message is ready, or after close
	pressure chan struct{}             // holds a token when wantsSlow may have changed

	mu      sync.Mutex
	ready   []message // to be handed over
	next    int       // the first of ready that was not
	bytes   int       // of the bodies in ready
	arrived []message // not ready yet
	slow    bool      // whether consumers get one message at a time
	full    time.Time // since when the inbox is full, zero if it is not
	closed  bool
}

// message is one message of a queue.
type message struct {
	conn.Arrival
	from    *source
	heldAt  time.Time // when it was held for a verdict, zero if it was not
	verdict verdict
}

// maxInboxBytes is the size of all bodies, in bytes, from which an inbox is
// full whatever its limit.
const maxInboxBytes = 64 << 20

func newInbox(limit int, ack func(*message) error) *inbox {
	return &inbox{
		ack: ack, limit: max(limit, 0),
		wake: make(chan struct{}, 1), pressure: make(chan struct{}, 1),
	}
}

// ackAll acknowledges all messages of the channel up to d.
func ackAll(d *message) error { return d.On.Ack(d.Tag, true) }

// put adds a message that has arrived.
func (b *inbox) put(d message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.arrived = append(b.arrived, d)
}

// settle acknowledges the requests that have arrived and makes them ready, as
// far as there is room. The connection calls it when it has nothing more to
// read, so one acknowledgement serves for a whole burst.
func (b *inbox) settle() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.admit()
}

// admit is settle with mu held. While consumers are fast it takes all that has
// arrived: the broker had sent it before it could know that the inbox is full.
func (b *inbox) admit() {
	n := b.admissible()
	if n == 0 || b.closed {
		return // messages after close go back to the broker
	}
	if b.ack != nil && b.ack(&b.arrived[n-1]) != nil {
		return // the channel is lost: see lose
	}
	if b.next > len(b.ready)/2 {
		b.compact()
	}
	for i := range b.arrived[:n] {
		d := &b.arrived[i]
		d.from.passed(&d.Arrival)
		b.bytes += len(d.Body)
	}
	b.ready = append(b.ready, b.arrived[:n]...)
	rest := copy(b.arrived, b.arrived[n:])
	clear(b.arrived[rest:])
	b.arrived = b.arrived[:rest]
	token(b.wake)
	if b.wantsSlow() != b.slow {
		token(b.pressure)
	}
}

// admissible returns how many arrived messages may become ready. The caller
// holds mu.
func (b *inbox) admissible() int {
	if !b.slow {
		return len(b.arrived)
	}
	n, bytes := 0, b.bytes
	for n < len(b.arrived) && len(b.ready)-b.next+n < b.limit && bytes < maxInboxBytes {
		bytes += len(b.arrived[n].Body)
		n++
	}
	return n
}

// compact frees the room of messages that were handed over. The caller holds
// mu.
func (b *inbox) compact() {
	left := copy(b.ready, b.ready[b.next:])
	clear(b.ready[left:])
	b.ready, b.next = b.ready[:left], 0
}

// take waits for a message and removes the oldest. It reports false when the
// inbox is closed and empty.
func (b *inbox) take() (message, bool) {
	for {
		d, ok, closed := b.first()
		if ok || closed {
			return d, ok
		}
		<-b.wake
	}
}

// first removes the oldest message that is ready, if there is one.
func (b *inbox) first() (d message, ok, closed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == len(b.ready) {
		return d, false, b.closed
	}
	d, b.ready[b.next] = b.ready[b.next], message{}
	b.next++
	b.bytes -= len(d.Body)
	if b.next == len(b.ready) {
		b.ready, b.next = b.ready[:0], 0
	}
	if b.slow {
		b.admit()
		if !b.wantsSlow() {
			token(b.pressure)
		}
	}
	return d, true, false
}

// lose drops the messages that the broker delivers again because their channel
// is lost. It returns the requests among them, none of which was begun.
func (b *inbox) lose(ch *conn.Channel) []message {
	b.mu.Lock()
	defer b.mu.Unlock()
	lost := b.arrived
	b.arrived, b.slow = nil, false
	if b.ack != nil {
		return lost
	}
	b.compact()
	kept := b.ready[:0]
	for _, d := range b.ready {
		if d.On != ch {
			kept = append(kept, d)
		} else {
			b.bytes -= len(d.Body)
		}
	}
	clear(b.ready[len(kept):])
	b.ready = kept
	return nil
}

// again adds messages that were handed over before and held.
func (b *inbox) again(held []message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range held {
		b.bytes += len(held[i].Body)
	}
	b.ready = append(b.ready, held...)
	token(b.wake)
}

// close lets take report false once everything that has arrived was taken.
func (b *inbox) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slow = false
	b.admit()
	b.closed = true
	token(b.wake)
}

// drop closes the inbox and returns how many messages it still held.
func (b *inbox) drop() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	held := len(b.ready) - b.next
	b.ready, b.next, b.bytes, b.arrived = nil, 0, 0, nil
	b.closed = true
	token(b.wake)
	return held
}

// token puts a token into a channel of capacity one if there is none in it.
func token(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
