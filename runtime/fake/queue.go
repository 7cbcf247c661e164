package fake

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"sync"
	"time"
)

// queueLimit is how many messages a queue holds. Beyond it the oldest is
// dropped, as RabbitMQ does with x-max-length.
const queueLimit = 100_000

// defaultPrefetch is the prefetch of a consumer that sets none.
const defaultPrefetch = 100

// message is one message in one queue.
type message struct {
	body        []byte
	key         string        // the routing key of its publication
	timeout     time.Duration // of its sender, 0 for none
	expires     time.Time     // zero for never
	queue       *queue
	place       uint64 // in the queue's order, kept when it is given back
	redelivered bool
}

// queue is a queue of the in-process bus, guarded by the bus's lock. Its
// consumers take messages in turn.
type queue struct {
	name      string
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

// giveBack puts a delivered message back in its old place.
func (q *queue) giveBack(m *message) {
	m.redelivered = true
	i := sort.Search(len(q.messages), func(i int) bool { return q.messages[i].place > m.place })
	q.messages = slices.Insert(q.messages, i, m)
	q.deliver()
}

// deliver hands messages over until no consumer has room.
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

// consumer implements transport.Listener. Its goroutine takes the messages of some
// queues and hands them to a sink, one after the other.
type consumer struct {
	tr          *conn
	queues      []*queue
	fanoutQueue string // deleted with the consumer, or ""
	prefetch    int
	deliver     func(*message)
	settles     bool          // messages stay unsettled until the sink settles them
	done        chan struct{} // closed when the goroutine has ended

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
		c.deliver(m)
	}
}

// receive blocks until there is a message. It returns nil when the consumer is
// stopped.
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

// take accepts a message from a queue if there is room.
func (c *consumer) take(m *message) bool {
	if len(c.inbox)+len(c.unsettled) >= c.prefetch {
		return false
	}
	c.inbox = append(c.inbox, m)
	c.arrived.Signal()
	return true
}

// refill asks the queues for messages after one was settled.
func (c *consumer) refill() {
	for _, q := range c.queues {
		q.deliver()
	}
}

// settle ends the delivery of m. After Close it does nothing.
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

// Stop gives back the messages that the sink has not had, and waits for the
// sink to return.
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

// Close ends the consumer without waiting for a sink that blocks.
func (c *consumer) Close() error {
	bus := c.tr.bus
	bus.mu.Lock()
	defer bus.mu.Unlock()
	c.cancel()
	for m := range c.unsettled {
		m.queue.giveBack(m)
	}
	clear(c.unsettled)
	bus.remove(c.fanoutQueue)
	delete(c.tr.consumers, c)
	return nil
}

// cancel leaves the queues. The caller holds the bus's lock.
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
