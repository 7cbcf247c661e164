package amqp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// listener consumes a set of queues on a connection of its own, for a server or
// for a notification listener.
type listener struct {
	t        *transport
	queues   []queue
	prefetch int
	link     *link
	read     func(*consumer) // takes the consumer's deliveries until they end

	mu        sync.Mutex
	reading   sync.WaitGroup
	stopping  chan struct{} // closed by Stop
	stopped   chan struct{} // closed when the last delivery has been handed over
	stopOnce  sync.Once
	closeOnce sync.Once
}

// Listen serves the target: its topic, topic.server and fanout queues.
func (t *transport) Listen(ctx context.Context, on oslo.Target, sink func(*oslo.Incoming)) (oslo.Listener, error) {
	seen := &inflight.Seen{}
	on.Exchange = t.exchangeName(on.Exchange)
	queues := t.config.serverQueues(on, on.Exchange, t.names)
	return t.listen(ctx, "listen "+on.RoutingKey(), queues, t.config.Prefetch, func(c *consumer) { t.readRequests(c, on, seen, sink) })
}

// listen declares and consumes queues and returns when that has worked.
func (t *transport) listen(ctx context.Context, name string, queues []queue, prefetch int, read func(*consumer)) (*listener, error) {
	l := &listener{
		t: t, queues: queues, prefetch: prefetch, read: read,
		stopping: make(chan struct{}), stopped: make(chan struct{}),
	}
	l.link = t.newLink(name, l.setup)
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		return nil, oslo.ErrClosed
	}
	t.listeners[l] = struct{}{}
	t.mu.Unlock()
	l.link.start()
	if err := l.link.await(ctx, -1); err != nil {
		_ = l.Close()
		return nil, err
	}
	return l, nil
}

// setup declares every queue, then consumes every queue.
func (l *listener) setup(ctx context.Context, g *generation) (func(context.Context) error, error) {
	for i := range l.queues {
		if err := l.declare(ctx, g, &l.queues[i]); err != nil {
			return nil, err
		}
	}
	var consumers []*consumer
	for _, q := range l.queues {
		c, err := openConsumer(ctx, g, l.t.config, q, l.prefetch, "last")
		if err != nil {
			return nil, err
		}
		consumers = append(consumers, c)
	}
	return func(ctx context.Context) error { return l.serve(ctx, g, consumers) }, nil
}

// declare declares q as peers do. One that is there with the other durability is
// taken as it is, as oslo.messaging 14.1 and later does, but never for a quorum queue.
func (l *listener) declare(ctx context.Context, g *generation, q *queue) error {
	try := func(q queue) error {
		return g.withChannel(ctx, func(ch *amqp091.Channel) error { return declareQueue(ch, q) })
	}
	err := try(*q)
	if isDurabilityClash(err) && q.durable && !l.t.config.QuorumQueue && !q.stream {
		relaxed := q.relaxed()
		l.t.log.Warn("queue or exchange is there but not durable; using it as it is", "queue", q.name)
		if err = try(relaxed); err == nil {
			*q = relaxed
		}
	}
	if err != nil {
		return declareError(g, "queue "+q.name, err)
	}
	return nil
}

// serve reads all consumers until one is lost, or until Stop and then Close.
func (l *listener) serve(ctx context.Context, g *generation, consumers []*consumer) error {
	ended := make(chan error, len(consumers)+1)
	for _, c := range consumers {
		l.reading.Go(func() { // ends when the consumer's deliveries do
			l.read(c)
			ended <- c.reason()
		})
	}
	repairing, cancel := context.WithCancel(ctx)
	l.reading.Go(func() { l.repair(repairing, g, ended) }) // ends with serve
	defer cancel()
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
	case <-l.stopping:
		cancel()
		err = l.drain(ctx, g, consumers)
	}
	if ctx.Err() != nil {
		l.deleteQueues(g)
		return ctx.Err()
	}
	for _, c := range consumers {
		c.close() // also the others: what is set up next begins with none
	}
	return err
}

// drain cancels the consumers and waits until what they have taken is handed
// over; then it keeps the connection, on which messages are still settled, until
// Close.
func (l *listener) drain(ctx context.Context, g *generation, consumers []*consumer) error {
	for _, c := range consumers {
		if err := c.cancel(ctx); err != nil {
			return err
		}
	}
	l.reading.Wait()
	l.markStopped()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-g.lost:
		return g.reason()
	}
}

// repair binds the queues again from time to time: nobody tells a consumer that
// its queue's binding or exchange was removed.
func (l *listener) repair(ctx context.Context, g *generation, ended chan<- error) {
	interval := l.t.config.RepairInterval
	if interval <= 0 {
		return
	}
	var ch *amqp091.Channel
	err := g.do(ctx, func() (err error) {
		ch, err = g.conn.Channel()
		return err
	})
	for err == nil && sleep(ctx, jitter(interval)) == nil {
		err = g.do(ctx, func() error {
			for _, q := range l.queues {
				if err := bindQueue(ch, q); err != nil {
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

// Stop takes no more messages; those that were taken have been handed over when
// it returns.
func (l *listener) Stop(ctx context.Context) error {
	l.stopOnce.Do(func() {
		close(l.stopping)
		l.link.halt()
		go func() { // ends when the link does: by Close at the latest
			l.link.running.Wait()
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

// Close deletes the listener's own queues and closes its connection.
func (l *listener) Close() error {
	l.closeOnce.Do(func() {
		l.link.stop()
		l.markStopped()
		l.t.mu.Lock()
		delete(l.t.listeners, l)
		l.t.mu.Unlock()
	})
	return nil
}

// deleteQueues deletes the queues that nobody else reads. It is best effort: they
// expire by themselves.
func (l *listener) deleteQueues(g *generation) {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	for _, q := range l.queues {
		if q.private && g.alive() {
			_ = g.withChannel(ctx, func(ch *amqp091.Channel) error {
				_, err := ch.QueueDelete(q.name, false, false, false)
				return err
			})
		}
	}
}

// requestBatch is how many requests are acknowledged at once. They are handed to
// workers right after, so it bounds what a server takes beyond its workers.
const requestBatch = 32

// readRequests acknowledges requests as they arrive, all that have, before any of
// them runs: a server runs a request at most once.
func (t *transport) readRequests(c *consumer, on oslo.Target, seen *inflight.Seen, sink func(*oslo.Incoming)) {
	batch := make([]amqp091.Delivery, 0, requestBatch)
	for first := range c.deliveries {
		batch = append(batch[:0], first)
		for more := true; more && len(batch) < cap(batch); {
			select {
			case d, ok := <-c.deliveries:
				if more = ok; ok {
					batch = append(batch, d)
				}
			default:
				more = false
			}
		}
		if err := c.ch.Ack(batch[len(batch)-1].DeliveryTag, true); err != nil {
			return // the broker gives them to somebody else
		}
		for i := range batch {
			t.request(&batch[i], on, seen, sink)
		}
		clear(batch)
	}
}

func (t *transport) request(d *amqp091.Delivery, on oslo.Target, seen *inflight.Seen, sink func(*oslo.Incoming)) {
	body, err := t.body(d)
	var in *oslo.Incoming
	var queue string
	if err == nil {
		in, queue, err = oslo.DecodeRequest(body)
	}
	if err != nil {
		t.log.Warn("dropping a request that can't be read", "topic", on.Topic, "error", err.Error())
		return
	}
	if !seen.Add(in.UniqueID) {
		t.log.Info("dropping a request that came twice", "topic", on.Topic, "unique_id", in.UniqueID)
		return
	}
	in.Target = on
	if in.MessageID != "" {
		in.Replier = &answer{t: t, queue: queue, messageID: in.MessageID}
	}
	sink(in)
}

// Subscribe consumes the queues of a notification listener.
func (t *transport) Subscribe(ctx context.Context, s oslo.Subscription, sink func(*oslo.IncomingNotification)) (oslo.Listener, error) {
	seen := &inflight.Seen{}
	return t.listen(ctx, "notifications "+s.Pool, t.notificationQueues(s), cmp.Or(s.Prefetch, t.config.Prefetch), func(c *consumer) {
		for d := range c.deliveries {
			t.notification(c, &d, seen, sink)
		}
	})
}

// notificationQueues is one queue a target and priority, or one for the pool.
func (t *transport) notificationQueues(s oslo.Subscription) []queue {
	var queues []queue
	for _, target := range s.Targets {
		from := t.config.topicExchange(t.exchangeName(target.Exchange))
		for _, p := range s.Priorities {
			queues = append(queues, t.config.sharedQueue(target.Topic+"."+string(p), from))
		}
	}
	if s.Pool == "" || len(queues) == 0 {
		return queues
	}
	pool := queues[0]
	pool.name = s.Pool
	for _, q := range queues[1:] {
		pool.bindings = append(pool.bindings, q.bindings...)
	}
	return []queue{pool}
}

// notification hands one notification over; who handles it settles it.
func (t *transport) notification(c *consumer, d *amqp091.Delivery, seen *inflight.Seen, sink func(*oslo.IncomingNotification)) {
	body, err := t.body(d)
	var in *oslo.IncomingNotification
	if err == nil {
		in, err = oslo.DecodeNotification(body)
	}
	if err != nil {
		t.log.Warn("dropping a notification that can't be read", "queue", c.queue.name, "error", err.Error())
		_ = d.Reject(false) // a lost channel brings it back
		return
	}
	if seen.Has(in.UniqueID) {
		_ = d.Ack(false)
		return
	}
	in.Redelivered = d.Redelivered
	in.Settler = &settler{delivery: d.Acknowledger, tag: d.DeliveryTag, uniqueID: in.UniqueID, seen: seen}
	sink(in)
}

// settler settles a notification on the channel, and so the generation, it came on.
type settler struct {
	delivery amqp091.Acknowledger
	tag      uint64
	uniqueID string
	seen     *inflight.Seen
}

// Ack tells the broker that the notification was handled. After its channel is
// lost this does nothing: the broker delivers it again.
func (s *settler) Ack() error {
	s.seen.Add(s.uniqueID)
	return s.settled(s.delivery.Ack(s.tag, false))
}

// Requeue gives the notification back.
func (s *settler) Requeue() error { return s.settled(s.delivery.Reject(s.tag, true)) }

func (s *settler) settled(err error) error {
	if errors.Is(err, amqp091.ErrClosed) {
		return fmt.Errorf("%w: settle a notification", errLost)
	}
	return err
}
