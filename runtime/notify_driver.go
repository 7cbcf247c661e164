package runtime

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// NotifyDriver carries the notifications of a [Notifier] somewhere. It is used
// concurrently and may change n. Source: oslo_messaging.notify.notifier.Driver.
type NotifyDriver interface {
	Notify(ctx context.Context, tr Transport, n *Notification) error
}

// messagingDriver sends over the notifier's transport.
type messagingDriver struct{ bare bool }

// MessagingV2Driver sends over the notifier's transport, in an envelope
// ("messagingv2"); what OpenStack deployments use.
func MessagingV2Driver() NotifyDriver { return messagingDriver{} }

// MessagingDriver sends over the notifier's transport, without an envelope
// ("messaging").
func MessagingDriver() NotifyDriver { return messagingDriver{bare: true} }

// Notify implements NotifyDriver.
func (d messagingDriver) Notify(ctx context.Context, tr Transport, n *Notification) error {
	if tr == nil {
		return fmt.Errorf("notify %s: the notifier has no transport", n.EventType)
	}
	n.Bare = d.bare
	return tr.Notify(ctx, n)
}

type noopDriver struct{}

// NoopDriver sends nothing ("noop").
func NoopDriver() NotifyDriver { return noopDriver{} }

// Notify implements NotifyDriver.
func (noopDriver) Notify(context.Context, Transport, *Notification) error { return nil }

// TestDriver keeps what is sent in memory ("test"). The zero value is ready.
type TestDriver struct {
	mu   sync.Mutex
	sent []Notification
}

// Notify implements NotifyDriver.
func (d *TestDriver) Notify(_ context.Context, _ Transport, n *Notification) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sent = append(d.sent, *n)
	return nil
}

// Sent lists the notifications that were sent so far.
func (d *TestDriver) Sent() []Notification {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.sent)
}

// NotifyDriverNamed returns the driver of oslo.messaging's name: messaging,
// messagingv2, log, noop or test. The driver routing is in package routing.
func NotifyDriverNamed(name string) (NotifyDriver, error) {
	switch name {
	case "messaging":
		return MessagingDriver(), nil
	case "messagingv2":
		return MessagingV2Driver(), nil
	case "log":
		return LogDriver(nil), nil
	case "noop":
		return NoopDriver(), nil
	case "test":
		return &TestDriver{}, nil
	}
	return nil, fmt.Errorf("no notification driver %q; known are log, messaging, messagingv2, noop, test", name)
}
