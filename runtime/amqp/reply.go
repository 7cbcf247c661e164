package amqp

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// replies is the transport's reply queue: one for all its calls, declared and
// consumed, on a connection of its own, before the first call is sent. Its name
// stays the same over reconnects, unless it is a quorum queue. A lost connection ends
// the calls that wait: their replies may be lost with it. So replies are read without
// acknowledgement.
type replies struct {
	config *Config
	names  *namer
	log    *slog.Logger
	calls  *inflight.Table[oslo.Reply]
	link   *link
	once   sync.Once
	queue  queue
	used   bool                   // whether the queue was consumed before
	up     atomic.Pointer[string] // the queue's name while it is consumed
}

func newReplies(s supervisor, names *namer, calls *inflight.Table[oslo.Reply]) *replies {
	r := &replies{config: s.config, names: names, log: s.log, calls: calls}
	r.link = s.link("reply", r.setup)
	return r
}

// ready waits until the reply queue is consumed and returns its name.
func (r *replies) ready(ctx context.Context, retry int) (string, error) {
	for {
		if name := r.up.Load(); name != nil {
			return *name, nil
		}
		r.once.Do(r.start)
		if err := r.link.await(ctx, retry); err != nil {
			return "", err
		}
	}
}

func (r *replies) start() {
	r.queue = r.config.replyQueue(r.names)
	r.link.start()
}

func (r *replies) setup(ctx context.Context, on *conn.Conn) (func(context.Context) error, error) {
	if r.used && r.config.TransientQuorumQueue {
		// One that was made while a node was down has members on the others only,
		// and no majority once the next node goes.
		r.queue = r.queue.fresh()
	}
	if err := declareOn(ctx, on, r.queue); err != nil {
		err = declareError("reply queue", err)
		r.queue.renew(on, err)
		return nil, err
	}
	c, err := openConsumer(ctx, on, r.config, r.queue, noAck, nil, r.deliver)
	if err != nil {
		r.queue.renew(on, err)
		return nil, err
	}
	name := r.queue.name
	r.used = true
	r.up.Store(&name)
	return func(ctx context.Context) error { return r.serve(ctx, c) }, nil
}

// serve waits until the connection is lost, and then ends every call that waits.
func (r *replies) serve(ctx context.Context, c *consumer) error {
	defer c.close()
	defer r.lost(c)
	defer context.AfterFunc(ctx, c.conn.Close)() // which ends the consumer
	<-c.ended
	return c.reason()
}

func (r *replies) lost(c *consumer) {
	r.up.Store(nil)
	r.calls.FailAll(nil, fmt.Errorf("%w: %w", oslo.ErrReplyLost, c.reason()))
}

// deliver hands a reply to its call.
func (r *replies) deliver(d *conn.Arrival) {
	body, err := r.config.body(d)
	if err != nil {
		r.log.Warn("dropping a reply that can't be read", "error", err.Error())
		return
	}
	in, err := oslo.DecodeReply(body)
	if err != nil {
		r.log.Warn("dropping a reply that can't be read", "error", err.Error())
		return
	}
	part := inflight.Part{Value: in.HasResult || in.Reply.Failure != nil, Ending: in.Ending}
	if !r.calls.Deliver(in.ID, in.Reply, part) && in.Ending && !d.Redelivered {
		r.log.Info("dropping a reply that no call waits for", "message_id", in.ID.String())
	}
}

func (r *replies) close() {
	r.link.halt()
	r.once.Do(r.link.start) // a link that never ran learns that it is closed
	r.link.stop()
}
