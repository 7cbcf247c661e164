package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Notifier sends notifications: events that any service may listen to. It is
// safe for concurrent use. [Notifier.With] makes a changed copy.
//
// Unlike Python's notifier it has a default driver ("messagingv2") and returns
// errors. oslo.messaging's name is oslo_messaging.Notifier.
type Notifier struct {
	tr           oslo.Transport
	publisherID  string
	exchange     string
	topics       []string
	drivers      []Driver
	delivery     transport.Delivery
	serializer   oslo.Serializer
	interceptors []Interceptor
	send         Send // the drivers inside the serializer and the interceptors, nil in a zero Notifier
	err          error
}

// NewNotifier makes a notifier with a publisher id, by convention
// "service.host" or, in versioned notifications, "service:host". tr may be nil
// if no driver needs it. Every notification returns the error of a bad option.
func NewNotifier(tr oslo.Transport, publisherID string, opts ...NotifierOption) *Notifier {
	n := &Notifier{
		tr: tr, publisherID: publisherID, topics: []string{"notifications"},
		drivers: []Driver{MessagingV2Driver()}, delivery: transport.Delivery{Retry: -1},
	}
	return n.With(opts...)
}

// With returns a copy of the notifier changed by opts (prepare).
func (n *Notifier) With(opts ...NotifierOption) *Notifier {
	m := *n
	m.err = nil
	for _, opt := range opts {
		if opt == nil {
			m.err = errors.New("a notifier option is nil")
			continue
		}
		opt.applyNotifier(&m)
	}
	m.err = errors.Join(m.err, m.check())
	m.send = m.serialized
	for _, i := range slices.Backward(m.interceptors) {
		m.send = intercept(i, m.send)
	}
	return &m
}

// check returns the mistake in the notifier's settings, or nil.
func (n *Notifier) check() error {
	switch {
	case len(n.topics) == 0, slices.Contains(n.topics, ""):
		return fmt.Errorf("the topics are %q: want at least one, and none that is empty", n.topics)
	case slices.ContainsFunc(n.topics, func(t string) bool { return len(t) > maxTopic }):
		return errors.New("a topic is longer than 246 bytes")
	case slices.Contains(n.drivers, nil):
		return errors.New("a driver is nil")
	case slices.ContainsFunc(n.interceptors, func(i Interceptor) bool { return i == nil }):
		return errors.New("an interceptor is nil")
	}
	return nil
}

// PublisherID returns the publisher id of the notifier's notifications.
func (n *Notifier) PublisherID() string { return n.publisherID }

// Enabled reports whether a notification goes anywhere (is_enabled).
func (n *Notifier) Enabled() bool {
	return slices.ContainsFunc(n.drivers, func(d Driver) bool { return d != NoopDriver() })
}

// Notify sends an event of the given priority to every topic by every driver.
// It returns when all drivers have it. The request context of ctx goes with it,
// without its secrets.
func (n *Notifier) Notify(ctx context.Context, p Priority, eventType string, payload any) error {
	switch {
	case !slices.Contains(Priorities(), p):
		return fmt.Errorf("notify %s: unknown priority %q", eventType, p)
	case n.send == nil:
		return fmt.Errorf("notify %s: the notifier was not made by NewNotifier", eventType)
	case n.err != nil:
		return fmt.Errorf("notify %s: %w", eventType, n.err)
	}
	return n.send(ctx, &Notification{
		MessageID: uuid.NewString(), PublisherID: n.publisherID, EventType: eventType, Priority: p, Payload: payload,
		Timestamp: time.Now().UTC(), Context: oslo.RequestContextFrom(ctx).Only(safeFields...),
		Exchange: n.exchange, Topics: n.topics, Delivery: n.delivery,
	})
}

// serialized passes the notification through the serializer and to the drivers.
func (n *Notifier) serialized(ctx context.Context, given *Notification) (err error) {
	out := *given
	if n.serializer != nil {
		if out.Payload, err = n.serializer.SerializeEntity(ctx, out.Payload); err != nil {
			return fmt.Errorf("notify %s: serialize the payload: %w", out.EventType, err)
		}
		if out.Context, err = n.serializer.SerializeContext(ctx, out.Context); err != nil {
			return fmt.Errorf("notify %s: serialize the context: %w", out.EventType, err)
		}
	}
	var errs []error
	for _, d := range n.drivers {
		message := out // a driver may change it
		errs = append(errs, d.Notify(ctx, n.tr, &message))
	}
	return errors.Join(errs...)
}

// Audit is Notify with PriorityAudit.
func (n *Notifier) Audit(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PriorityAudit, eventType, payload)
}

// Debug is Notify with PriorityDebug.
func (n *Notifier) Debug(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PriorityDebug, eventType, payload)
}

// Info is Notify with PriorityInfo.
func (n *Notifier) Info(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PriorityInfo, eventType, payload)
}

// Warn is Notify with PriorityWarn.
func (n *Notifier) Warn(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PriorityWarn, eventType, payload)
}

// Error is Notify with PriorityError.
func (n *Notifier) Error(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PriorityError, eventType, payload)
}

// Critical is Notify with PriorityCritical.
func (n *Notifier) Critical(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PriorityCritical, eventType, payload)
}

// Sample is Notify with PrioritySample.
func (n *Notifier) Sample(ctx context.Context, eventType string, payload any) error {
	return n.Notify(ctx, PrioritySample, eventType, payload)
}

// safeFields are the fields of a request context that may leave a service in
// its notifications. They name the user and hold no secret, as in
// oslo_messaging.notify.notifier._sanitize_context.
var safeFields = []string{
	"user_id", "project_id", "domain_id", "user_domain_id", "project_domain_id", "is_admin", "request_id", "roles",
	"user_name", "project_name", "domain_name", "user_domain_name", "project_domain_name",
	"service_user_id", "service_user_domain_id", "service_user_domain_name",
	"service_project_id", "service_project_name", "service_project_domain_id", "service_project_domain_name",
	"service_roles", "global_request_id", "system_scope", "user", "domain", "user_domain", "project_domain",
}
