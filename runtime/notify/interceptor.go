package notify

import (
	"context"
)

// Send passes a notification on to the next interceptor or to the drivers.
type Send func(ctx context.Context, n *Notification) error

// Interceptor sees every notification of a notifier before the serializer and
// the drivers. It sees a notification once, for any number of topics and
// drivers. It may change the notification, for example its MessageID. It may
// call next several times or not at all.
type Interceptor func(ctx context.Context, n *Notification, next Send) error

func intercept(i Interceptor, next Send) Send {
	return func(ctx context.Context, n *Notification) error { return i(ctx, n, next) }
}
