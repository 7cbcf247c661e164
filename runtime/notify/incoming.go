package notify

import (
	"context"
	"sync/atomic"
)

// eventContext is the ctx of one event. It carries the notification.
type eventContext struct {
	context.Context //nolint:containedctx // it is a context

	in atomic.Pointer[Incoming]
}

func newEventContext(ctx context.Context, in *Incoming) *eventContext {
	c := &eventContext{Context: ctx}
	c.in.Store(in)
	return c
}

// maxKept is how much of a payload an event's ctx keeps after the event, in bytes.
const maxKept = 4 << 10

// forget makes the ctx give up the payload once the event has returned: a
// background job may keep the ctx for long.
func (c *eventContext) forget() {
	in := c.in.Load()
	if len(in.Payload) <= maxKept {
		return
	}
	slim := *in
	slim.Payload, slim.settler, slim.deserialize = nil, nil, nil
	c.in.Store(&slim)
}

type incomingKey struct{}

// Value implements context.Context.
func (c *eventContext) Value(key any) any {
	if _, ok := key.(incomingKey); ok {
		return c.in.Load()
	}
	return c.Context.Value(key)
}

// IncomingFrom returns the notification of an event's ctx, or nil if ctx
// belongs to no event. It tells a typed event the publisher, message id,
// timestamp, priority and topic, and whether the notification was delivered
// before. RunBatch gets its notifications as arguments instead.
func IncomingFrom(ctx context.Context) *Incoming {
	in, _ := ctx.Value(incomingKey{}).(*Incoming)
	return in
}
