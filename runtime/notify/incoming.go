package notify

import (
	"context"
)

// eventContext is the ctx of one event. It carries the notification and its
// request context in one allocation.
type eventContext struct {
	context.Context //nolint:containedctx // it is a context

	in *Incoming
}

type incomingKey struct{}

// Value implements context.Context.
func (c *eventContext) Value(key any) any {
	if _, ok := key.(incomingKey); ok {
		return c.in
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
