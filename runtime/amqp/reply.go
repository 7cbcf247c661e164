package amqp

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// replies is the transport's reply queue: one for all its calls, declared and
// consumed, on a connection of its own, before the first call is sent. When its
// connection is lost it is consumed again over the next one, and calls wait on. Only when
// the queue itself is gone they end. A quorum queue is replaced by a new one with each
// connection, and the old one is read for as long as calls wait for its replies.
type replies struct {
	config *Config
	names  *namer
	log    *slog.Logger
	drop   func(kind, reason, queue string) // transport.Settings.Drop
	calls  *inflight.Table[transport.Reply]
	link   *link
	inbox  *replyInbox
	once   sync.Once

	current atomic.Pointer[replyQueue] // while it is consumed

	// These are the link's.
	over       *conn.Conn  // the connection now
	queue      *replyQueue // nil if there is none, or the last is gone
	next       queue       // the next queue to declare
	old        []*replyQueue
	generation uint64
}

func newReplies(s supervisor, log *slog.Logger, names *namer, calls *inflight.Table[transport.Reply]) *replies {
	r := &replies{config: s.config, names: names, log: log, calls: calls}
	r.inbox = newReplyInbox(r.deliver)
	r.link = s.link("reply", r.setup)
	r.link.usable = func() bool { return r.current.Load() != nil }
	return r
}

// ready waits until the reply queue is consumed and returns it.
func (r *replies) ready(ctx context.Context, retry int) (*replyQueue, error) {
	for {
		if q := r.current.Load(); q != nil {
			return q, nil
		}
		seen := r.link.failed()
		r.once.Do(r.start)
		if err := r.link.awaitSince(ctx, seen, retry); err != nil {
			return nil, err
		}
	}
}

func (r *replies) start() {
	r.next = r.config.replyQueue(r.names)
	r.link.start()
}

// setup consumes the queue, which is declared if there is none. A queue that is in the
// broker's hands when the transport closes is consumed, and deleted then.
func (r *replies) setup(ctx context.Context, on *conn.Conn) (func(context.Context) error, error) {
	ctx, cancel := lagging(ctx, conn.CloseTimeout)
	defer cancel()
	again := r.over != nil
	if err := r.look(ctx, on); err != nil {
		return nil, err
	}
	r.over = on
	if r.queue == nil {
		r.link.asks("declare reply queue " + r.next.name)
		if _, err := declareOn(ctx, on, r.next); err != nil {
			err = declareError("reply queue", err)
			r.next.renew(on, err)
			return nil, err
		}
		r.generation++
		r.queue = &replyQueue{queue: r.next, generation: r.generation}
	}
	r.link.asks("consume reply queue " + r.queue.name)
	ch, ended, err := r.consume(ctx, on, r.queue.queue)
	if err != nil {
		if r.next.renew(on, err); r.next.name != r.queue.name {
			r.end(r.queue, err)
			r.queue = nil
		}
		return nil, err
	}
	r.current.Store(r.queue)
	return func(ctx context.Context) error { return r.serve(ctx, on, ch, ended, again) }, nil
}

// look finds out the fate of the queue since the last connection.
func (r *replies) look(ctx context.Context, on *conn.Conn) error {
	q := r.queue
	if q == nil {
		return nil
	}
	if r.config.TransientQuorumQueue {
		// One that was made while a node was down has members on the others only,
		// and no majority once the next node goes.
		r.old, r.queue = append(r.old, q), nil
		r.next = r.next.fresh()
		return nil
	}
	err := exists(ctx, on, q.name)
	if !isMissing(err) {
		return err
	}
	r.end(q, err)
	r.queue = nil
	if on != r.over && !r.config.QueueManager {
		r.next = r.next.fresh() // the cluster may still delete the queue of that name: see check
	}
	return nil
}

// check looks for the queue after a reconnect. When a node of a cluster dies, each of the
// others deletes its queues by their names, and so it may delete one that was declared
// again. Its consumer is not told. check sends its error when the queue is missing.
func (r *replies) check(ctx context.Context, on *conn.Conn, name string, gone chan<- error) {
	for _, wait := range afterReconnect {
		if conn.Sleep(ctx, conn.Jitter(wait)) != nil {
			return
		}
		if err := exists(ctx, on, name); isMissing(err) {
			gone <- fmt.Errorf("the broker has lost reply queue %s: %w", name, err)
			return
		}
	}
}

// end ends the calls whose replies go to a queue that is gone. Calls that were not sent
// yet take the next one.
func (r *replies) end(q *replyQueue, reason error) {
	q.mu.Lock()
	q.gone = true
	q.mu.Unlock()
	r.calls.FailAll(func(mark uint64) bool { return mark == q.generation },
		fmt.Errorf("%w: the reply queue is gone: %w", oslo.ErrReplyLost, reason))
}

// consume reads a queue on a channel of its own. ended is closed when that is over.
func (r *replies) consume(ctx context.Context, on *conn.Conn, q queue) (_ *conn.Channel, ended <-chan amqp091.Delivery, _ error) {
	do := on.Do
	if r.config.replicated() {
		do = on.DoOrHang
	}
	a := new(replyAcks)
	var ch *conn.Channel // these two are written until do succeeds, and not read before
	var consumed <-chan amqp091.Delivery
	err := do(ctx, func() (err error) {
		if ch, err = on.Open(conn.Handlers{Delivered: func(d *conn.Arrival) {
			a.arrived(d)
			r.inbox.put(d)
		}}); err != nil {
			return err
		}
		consumed, err = ch.Consume(q.name, "replies", false, false, false, false, r.config.consumeArgs(q, nil))
		return err
	})
	if err != nil {
		return nil, nil, declareError("consumer of "+q.name, err)
	}
	return ch, consumed, nil
}

// serve waits until the queue is read no longer.
func (r *replies) serve(ctx context.Context, on *conn.Conn, ch *conn.Channel, ended <-chan amqp091.Delivery, again bool) error {
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	channels := append(r.readOld(reading, on), ch)
	gone := make(chan error, 1)
	if (again || r.config.QueueManager) && !r.config.TransientQuorumQueue {
		go r.check(reading, on, r.queue.name, gone) // ends with serve
	}
	reason := fmt.Errorf("the broker cancelled the consumer of %s", r.queue.name)
	select {
	case <-ended:
	case reason = <-gone:
	case <-ctx.Done():
	}
	r.current.Store(nil)
	if ctx.Err() != nil {
		r.deleteQueues(on)
		return ctx.Err()
	}
	if !on.Alive() {
		return on.Reason()
	}
	cancel()
	for _, ch := range channels { // the connection goes on
		on.CloseChannel(ch)
	}
	return reason
}

// deleteQueues deletes the queues that are no longer read. Errors are ignored,
// because queues expire.
func (r *replies) deleteQueues(on *conn.Conn) {
	if r.config.QueueManager {
		return // the next process of that name takes it over
	}
	ctx, cancel := context.WithTimeout(context.Background(), conn.CloseTimeout)
	defer cancel()
	for _, q := range append(r.old, r.queue) {
		if on.Alive() {
			_ = on.WithChannel(ctx, func(ch *amqp091.Channel) error {
				_, err := ch.QueueDelete(q.name, false, false, false)
				return err
			})
		}
	}
}

// deliver hands a reply to its call. Of a reply in two messages, as an old
// oslo.messaging sends it, the second has no value. It must not overtake the first.
func (r *replies) deliver(d *conn.Arrival, overtakes bool) bool {
	body, err := r.config.body(d)
	var in transport.IncomingReply
	if err == nil {
		in, err = transport.ReadReply(body)
	}
	if err != nil {
		r.drop("reply", transport.DropUnreadable, d.Key)
		r.log.Warn("dropping a reply that can't be read", "queue", d.Key, "error", err.Error())
		return true
	}
	part := inflight.Part{Value: in.HasResult || in.Reply.Failure != nil, Ending: in.Ending}
	if overtakes && part.Ending && !part.Value {
		return false
	}
	if !r.calls.Deliver(in.ID, in.Reply, part) && in.Ending && !d.Redelivered {
		r.log.Info("dropping a reply that no call waits for", "queue", d.Key,
			"message_id", in.ID.String(), "unique_id", in.UniqueID.String())
	}
	return true
}

func (r *replies) close() {
	r.link.halt()
	r.once.Do(r.link.abandon)
	r.link.stop()
	r.inbox.close()
}
