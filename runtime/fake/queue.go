package fake

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"sync"
	"time"
)

// queueLimit is how many messages a queue of the in-process bus holds; the
// oldest is dropped for a newer one, as RabbitMQ does under x-max-length.
const queueLimit = 100_000

// defaultPrefetch is how many messages a consumer holds that names no number.
const defaultPrefetch = 100

// message is one message in one queue.
type message struct {
	body        []byte
	key         string    // it was published with
	expires     time.Time // zero for never
	queue       *queue
	place       uint64 // in the queue's order; a message that is given back takes it again
	redelivered bool
}

// queue is a queue of the in-process bus; everything in it is guarded by the
// bus's lock. It hands its messages to its consumers in turn.
type queue struct {
	messages  []*message
	consumers []*consumer
	next      int    // the consumer whose turn it is
	places    uint64 // how many messages there ever were
}

func (q *queue) push(m message) {
	q.places++
	m.queue, m.place = q, q.places
	if len(q.messages) >= queueLimit {
		q.messages = q.messages[1:]
	}
	q.messages = append(q.messages, &m)
	q.deliver()
}

// giveBack puts a message that was delivered back where it came from.
func (q *queue) giveBack(m *message) {
	m.redelivered = true
	i := sort.Search(len(q.messages), func(i int) bool { return q.messages[i].place > m.place })
	q.messages = slices.Insert(q.messages, i, m)
	q.deliver()
}

// deliver hands over what the consumers have room for.
func (q *queue) deliver() {
	for len(q.messages) > 0 {
		m := q.messages[0]
		expired := !m.expires.IsZero() && !m.expires.After(time.Now())
		if !expired && !q.offer(m) {
			return
		}
		q.messages[0] = nil
		q.messages = q.messages[1:]
	}
}

// offer gives m to the next consumer that has room.
func (q *queue) offer(m *message) bool {
	for range q.consumers {
		c := q.consumers[q.next%len(q.consumers)]
		q.next++
		if c.take(m) {
			return true
		}
	}
	return false
}

// consumer is a Listener: it takes the messages of some queues and hands
// them to a sink, one after the other, on a goroutine of its own.
type consumer struct {
	tr       *transport
	queues   []*queue
	private  string // name of the queue that is deleted with the consumer, or ""
	prefetch int
	hand     func(*message)
	settles  bool          // messages stay unsettled until they are settled
	done     chan struct{} // closed when the goroutine has ended

	// Guarded by the bus's lock.
	arrived   *sync.Cond
	inbox     []*message
	unsettled map[*message]bool
	stopped   bool
}

// start begins to consume.
func (c *consumer) start() {
	bus := c.tr.bus
	c.done, c.arrived, c.unsettled = make(chan struct{}), sync.NewCond(&bus.mu), map[*message]bool{}
	for _, q := range c.queues {
		q.consumers = append(q.consumers, c)
		q.deliver()
	}
	go c.run() // ends when the consumer is stopped
}

func (c *consumer) run() {
	defer close(c.done)
	for m := c.receive(); m != nil; m = c.receive() {
		c.hand(m)
	}
}

// receive blocks until there is a message; it returns nil when the consumer is stopped.
func (c *consumer) receive() *message {
	c.tr.bus.mu.Lock()
	defer c.tr.bus.mu.Unlock()
	for len(c.inbox) == 0 && !c.stopped {
		c.arrived.Wait()
	}
	if c.stopped {
		return nil
	}
	m := c.inbox[0]
	c.inbox = c.inbox[1:]
	if c.settles {
		c.unsettled[m] = true
	} else {
		c.refill()
	}
	return m
}

// take is how a queue offers a message.
func (c *consumer) take(m *message) bool {
	if len(c.inbox)+len(c.unsettled) >= c.prefetch {
		return false
	}
	c.inbox = append(c.inbox, m)
	c.arrived.Signal()
	return true
}

// refill asks the queues for more after room was made.
func (c *consumer) refill() {
	for _, q := range c.queues {
		q.deliver()
	}
}

// settle ends the delivery of m; after Close it does nothing.
func (c *consumer) settle(m *message, requeue bool) {
	c.tr.bus.mu.Lock()
	defer c.tr.bus.mu.Unlock()
	if !c.unsettled[m] {
		return
	}
	delete(c.unsettled, m)
	if requeue {
		m.queue.giveBack(m)
	}
	if !c.stopped {
		c.refill()
	}
}

// Stop gives back what was not handed over and waits for the sink to return.
func (c *consumer) Stop(ctx context.Context) error {
	c.tr.bus.mu.Lock()
	c.cancel()
	c.tr.bus.mu.Unlock()
	select {
	case <-c.done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop: a message is still being handed over: %w", ctx.Err())
	}
}

// Close ends the consumer; it does not wait for a sink that blocks.
func (c *consumer) Close() error {
	bus := c.tr.bus
	bus.mu.Lock()
	defer bus.mu.Unlock()
	c.cancel()
	for m := range c.unsettled {
		m.queue.giveBack(m)
	}
	clear(c.unsettled)
	bus.remove(c.private)
	delete(c.tr.consumers, c)
	return nil
}

// cancel leaves the queues, under the bus's lock.
func (c *consumer) cancel() {
	if c.stopped {
		return
	}
	c.stopped = true
	for _, q := range c.queues {
		q.consumers = slices.DeleteFunc(q.consumers, func(o *consumer) bool { return o == c })
	}
	for _, m := range c.inbox {
		m.queue.giveBack(m)
	}
	c.inbox = nil
	c.arrived.Signal()
}
