package notify

import (
	"context"

	oslo "github.com/oslogen/oslogen/runtime"
)

// eventContext is the ctx of one event: it carries the notification and its request
// context in one allocation.
type eventContext struct {
	context.Context //nolint:containedctx // it is a context

	in *oslo.IncomingNotification
}

type incomingKey struct{}

// Value implements context.Context.
func (c *eventContext) Value(key any) any {
	if _, ok := key.(incomingKey); ok {
		return c.in
	}
	return c.Context.Value(key)
}

// IncomingFrom returns the notification whose event ctx was given to, nil if there is
// none. A typed event finds there what its payload does not say: the publisher, the
// message id, the timestamp, the priority, the topic, and whether it was delivered
// before. A RunBatch is given its notifications as arguments.
func IncomingFrom(ctx context.Context) *oslo.IncomingNotification {
	in, _ := ctx.Value(incomingKey{}).(*oslo.IncomingNotification)
	return in
}
