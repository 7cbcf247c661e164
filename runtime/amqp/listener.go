package amqp

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// listener consumes a set of queues on a connection of its own, for a server or
// for a notification listener.
type listener struct {
	supervisor
	id       string // nobody else's
	queues   []queue
	prefetch int
	link     *link
	read     func(*consumer) // takes what the consumer gets until it ends
	offsets  []any           // where each queue is read from; for streams, the link's
	ready    bool            // whether it was set up before; the link's

	mu        sync.Mutex
	reading   *sync.WaitGroup // what reads the current consumers; the link's
	stopping  chan struct{}   // closed by Stop
	stopped   chan struct{}   // closed when the last delivery has been handed over
	stopOnce  sync.Once
	closeOnce sync.Once
	onClose   func()
}

// newListener makes a listener of queues that does nothing before start.
func newListener(s supervisor, name string, queues []queue, prefetch int, read func(*consumer)) *listener {
	l := &listener{
		supervisor: s, id: uuid.NewString(), queues: queues, prefetch: prefetch, read: read,
		stopping: make(chan struct{}), stopped: make(chan struct{}), offsets: make([]any, len(queues)),
		reading: &sync.WaitGroup{},
	}
	for i := range l.offsets {
		l.offsets[i] = "last"
	}
	l.link = s.link(name, l.setup)
	return l
}

// setup declares every queue, then consumes every queue, but not before what came
// over the last connection is handed over: while workers are busy nothing piles up.
func (l *listener) setup(ctx context.Context, on *conn.Conn) (func(context.Context) error, error) {
	queues := slices.Clone(l.queues) // as they are there
	for i := range queues {
		if err := l.declare(ctx, on, &queues[i]); err != nil {
			l.queues[i].renew(on, err)
			return nil, err
		}
	}
	if err := l.awaitReading(ctx); err != nil {
		return nil, err
	}
	var consumers []*consumer
	for i := range queues {
		c, err := openConsumer(ctx, on, l.config, queues[i], l.prefetch, l.offsets[i], nil)
		if err != nil {
			l.queues[i].renew(on, err)
			return nil, err
		}
		c.sole = l.queues[i].private || l.queues[i].own && l.ready
		consumers = append(consumers, c)
	}
	afresh := l.ready
	l.ready = true
	return func(ctx context.Context) error { return l.serve(ctx, on, consumers, afresh) }, nil
}

// declare declares q as peers do. One that is there with the other durability is
// taken as it is, as oslo.messaging 14.1 and later does, but never for a quorum queue.
func (l *listener) declare(ctx context.Context, on *conn.Conn, q *queue) error {
	err := declareOn(ctx, on, *q)
	if isDurabilityClash(err) && q.durable && q.args["x-queue-type"] == nil {
		relaxed := q.relaxed()
		l.log.Warn("queue or exchange is there but not durable; using it as it is", "queue", q.name)
		if err = declareOn(ctx, on, relaxed); err == nil {
			*q = relaxed
		}
	}
	if err != nil {
		return declareError("queue "+q.name, err)
	}
	return nil
}

// serve reads all consumers until one is lost, or until Stop and then Close.
func (l *listener) serve(ctx context.Context, on *conn.Conn, consumers []*consumer, afresh bool) error {
	ended := make(chan error, len(consumers)+1)
	l.reading = &sync.WaitGroup{} // setup has waited for the last one
	for _, c := range consumers {
		l.reading.Go(func() { // ends when the consumer does
			l.read(c)
			ended <- c.reason()
		})
	}
	repairing, cancel := context.WithCancel(ctx)
	l.reading.Go(func() { l.repair(repairing, on, consumers, afresh, ended) }) // ends with serve
	defer cancel()
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
	case <-l.stopping:
		cancel()
		err = l.drain(ctx, on, consumers)
	}
	if ctx.Err() != nil {
		l.deleteQueues(on)
		return ctx.Err()
	}
	cancel()
	if on.Alive() {
		l.handOver(ctx, consumers)
	}
	for i, c := range consumers {
		l.keepOffset(i, c)
		c.close()
	}
	return err
}

// handOver lets the other consumers finish what they have taken, when one was lost
// and the connection was not: what goes back to the broker now is marked as
// delivered before.
func (l *listener) handOver(ctx context.Context, consumers []*consumer) {
	ctx, cancel := context.WithTimeout(ctx, handOverTime)
	defer cancel()
	for _, c := range consumers {
		if c.ch.IsOpen() && ctx.Err() == nil {
			_ = c.cancel(ctx) // then it is closed as it is
		}
	}
	_ = l.awaitReading(ctx)
}

// handOverTime is how long handOver may take.
const handOverTime = 500 * time.Millisecond

// keepOffset remembers where the stream goes on after a lost connection; after a
// cancel by the broker it goes on at the end, as oslo.messaging does.
func (l *listener) keepOffset(i int, c *consumer) {
	if !c.queue.stream {
		return
	}
	if c.conn.Alive() {
		l.offsets[i] = "last"
	} else if next := c.offset.Load(); next > 0 {
		l.offsets[i] = next
	}
}

// awaitReading waits until what was taken has been handed over. It gives up with
// ctx: a sink may block.
func (l *listener) awaitReading(ctx context.Context) error {
	reading, done := l.reading, make(chan struct{})
	go func() { // ends when the sink takes what it is given
		reading.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// drain cancels the consumers and waits until what they have taken is handed
// over; then it keeps the connection, on which messages are still settled, until
// Close.
func (l *listener) drain(ctx context.Context, on *conn.Conn, consumers []*consumer) error {
	for _, c := range consumers {
		if err := c.cancel(ctx); err != nil {
			return err
		}
	}
	if err := l.awaitReading(ctx); err != nil {
		return err
	}
	l.markStopped()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-on.Lost():
		return on.Reason()
	}
}

// repair binds the queues again from time to time: nobody tells a consumer that
// its queue's binding or exchange was removed.
func (l *listener) repair(ctx context.Context, on *conn.Conn, consumers []*consumer, afresh bool, ended chan<- error) {
	interval := l.config.RepairInterval
	if interval <= 0 {
		return
	}
	var ch *conn.Channel
	err := on.Do(ctx, func() (err error) {
		ch, err = on.Open(conn.Handlers{})
		return err
	})
	for round := 0; err == nil; round++ {
		anew, wait := afresh && round < afreshRounds, interval
		if anew {
			wait = min(interval, afreshInterval)
		}
		if conn.Sleep(ctx, conn.Jitter(wait)) != nil {
			on.CloseChannel(ch)
			return
		}
		err = on.Do(ctx, func() error {
			for _, c := range consumers {
				if err := l.bind(ch.Channel, c.queue, anew); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if ctx.Err() == nil {
		ended <- fmt.Errorf("repair bindings: %w", err)
	}
}

func (l *listener) bind(ch *amqp091.Channel, q queue, anew bool) error {
	if anew {
		return bindAfresh(ch, q, l.id)
	}
	return bindQueue(ch, q)
}

// After a reconnect bindings are made afresh more than once: the first time could
// be before the broker has cleaned up.
const (
	afreshRounds   = 3
	afreshInterval = 300 * time.Millisecond
)

// Stop takes no more messages; those that were taken have been handed over when
// it returns.
func (l *listener) Stop(ctx context.Context) error {
	l.stopOnce.Do(func() {
		close(l.stopping)
		l.link.halt()
		go func() { // ends with the link and the sink: by Close at the latest
			l.link.running.Wait()
			l.reading.Wait()
			l.markStopped()
		}()
	})
	select {
	case <-l.stopped:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop %s: %w", l.link.name, context.Cause(ctx))
	}
}

func (l *listener) markStopped() {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.stopped:
	default:
		close(l.stopped)
	}
}

// Close deletes the listener's own queues and closes its connection. It takes no
// longer than the broker is given to answer, about three seconds.
func (l *listener) Close() error {
	l.closeOnce.Do(func() {
		l.link.stop()
		l.onClose()
	})
	return nil
}

// deleteQueues deletes the queues that nobody else reads. It is best effort: they
// expire by themselves.
func (l *listener) deleteQueues(on *conn.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), conn.CloseTimeout)
	defer cancel()
	for _, q := range l.queues {
		if q.private && on.Alive() {
			_ = on.WithChannel(ctx, func(ch *amqp091.Channel) error {
				_, err := ch.QueueDelete(q.name, false, false, false)
				return err
			})
		}
	}
}
