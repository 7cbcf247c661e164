package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Driver carries the notifications of a [Notifier] to some destination. Its
// method is called concurrently and may change n. oslo.messaging's name is
// oslo_messaging.notify.notifier.Driver.
type Driver interface {
	Notify(ctx context.Context, tr oslo.Transport, n *Notification) error
}

// messagingDriver sends over the notifier's transport.
type messagingDriver struct{ bare bool }

// MessagingV2Driver sends over the notifier's transport, in an envelope.
// OpenStack deployments use it ("messagingv2").
func MessagingV2Driver() Driver { return messagingDriver{} }

// MessagingDriver sends over the notifier's transport, without an envelope
// ("messaging").
func MessagingDriver() Driver { return messagingDriver{bare: true} }

// Notify implements Driver.
func (d messagingDriver) Notify(ctx context.Context, tr oslo.Transport, n *Notification) error {
	if tr == nil {
		return fmt.Errorf("notify %s: the notifier has no transport", n.EventType)
	}
	n.Bare = d.bare
	var errs []error
	for _, topic := range n.Topics {
		if err := n.send(ctx, tr, topic); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

type noopDriver struct{}

// NoopDriver sends nothing ("noop").
func NoopDriver() Driver { return noopDriver{} }

// Notify implements Driver.
func (noopDriver) Notify(context.Context, oslo.Transport, *Notification) error { return nil }

// TestDriver keeps notifications in memory ("test"). The zero value is ready.
type TestDriver struct {
	mu   sync.Mutex
	sent []Notification
}

// Notify implements Driver.
func (d *TestDriver) Notify(_ context.Context, _ oslo.Transport, n *Notification) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sent = append(d.sent, *n)
	return nil
}

// Sent lists all notifications so far.
func (d *TestDriver) Sent() []Notification {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.sent)
}

// DriverNamed returns the driver with one of oslo.messaging's names: messaging,
// messagingv2, log, noop or test. Package routing has the driver "routing".
func DriverNamed(name string) (Driver, error) {
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
