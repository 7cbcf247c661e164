package fake

import (
	"context"
	"fmt"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// replier answers one call.
type replier struct {
	tr    *conn
	queue string
	call  string
}

// Reply implements transport.Replier.
func (r *replier) Reply(_ context.Context, a transport.Answer) error {
	bus := r.tr.bus
	bus.mu.Lock()
	caller, closed := bus.replies[r.queue], r.tr.closed
	bus.mu.Unlock()
	switch {
	case closed:
		return fmt.Errorf("reply: %w", oslo.ErrClosed)
	case caller == nil:
		r.tr.settings.Logger.Warn("reply dropped: its caller is gone", "reply_queue", r.queue, "message_id", r.call)
		return nil
	}
	caller.receive(slices.Clone(a.Body))
	return nil
}

// receive takes one message of the reply queue.
func (t *conn) receive(body []byte) {
	reply, err := transport.ReadReply(body)
	if err != nil {
		t.settings.Drop("reply", transport.DropUnreadable, t.replyQueue)
		t.settings.Logger.Error("reply dropped", "error", err.Error())
		return
	}
	part := inflight.Part{Value: reply.HasResult || reply.Reply.Failure != nil, Ending: reply.Ending}
	if !t.calls.Deliver(reply.ID, reply.Reply, part) {
		t.settings.Logger.Info("reply dropped: nobody waits for it", "message_id", reply.ID.String())
	}
}

// settler settles one notification.
type settler struct {
	c *consumer
	m *message
}

// Ack implements transport.Settler.
func (s settler) Ack() error { s.c.settle(s.m, false); return nil }

// Requeue implements transport.Settler.
func (s settler) Requeue() error { s.c.settle(s.m, true); return nil }
