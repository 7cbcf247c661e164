package notify

import (
	"context"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Send passes a notification on: to the next interceptor, or to the drivers.
type Send func(ctx context.Context, n *oslo.Notification) error

// Interceptor sees every notification of a notifier before its serializer and its
// drivers, once however many topics and drivers there are. It may change the
// notification, such as its MessageID, call next more than once, or not at all.
type Interceptor func(ctx context.Context, n *oslo.Notification, next Send) error

func intercept(i Interceptor, next Send) Send {
	return func(ctx context.Context, n *oslo.Notification) error { return i(ctx, n, next) }
}
