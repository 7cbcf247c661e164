package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Notifier sends notifications: events that anybody may listen to. It is safe for
// concurrent use; [Notifier.With] makes a changed copy.
//
// Unlike Python's it sends without being told a driver ("messagingv2"), and
// returns errors. Source: oslo_messaging.Notifier.
type Notifier struct {
	tr          Transport
	publisherID string
	topics      []string
	drivers     []NotifyDriver
	delivery    Delivery
	serializer  Serializer
}

// NewNotifier makes a notifier that sends as publisherID, by custom
// "service.host" or, in versioned notifications, "service:host". tr may be nil if
// no driver needs it.
func NewNotifier(tr Transport, publisherID string, opts ...NotifierOption) *Notifier {
	n := &Notifier{
		tr: tr, publisherID: publisherID, topics: []string{"notifications"},
		drivers: []NotifyDriver{MessagingV2Driver()}, delivery: Delivery{Retry: -1},
	}
	return n.With(opts...)
}

// With returns a copy of the notifier changed by opts (prepare).
func (n *Notifier) With(opts ...NotifierOption) *Notifier {
	m := *n
	for _, opt := range opts {
		opt(&m)
	}
	return &m
}

// PublisherID returns whom the notifier sends as.
func (n *Notifier) PublisherID() string { return n.publisherID }

// Enabled reports whether a notification goes anywhere (is_enabled).
func (n *Notifier) Enabled() bool {
	return slices.ContainsFunc(n.drivers, func(d NotifyDriver) bool { return d != NoopDriver() })
}

// Notify sends an event of the given priority to every topic, by every driver, and
// returns when they all have it. The request context of ctx goes with it, without
// its secrets.
func (n *Notifier) Notify(ctx context.Context, p Priority, eventType string, payload any) error {
	if !slices.Contains(Priorities(), p) {
		return fmt.Errorf("notify %s: unknown priority %q", eventType, p)
	}
	out := Notification{
		MessageID: uuid.NewString(), PublisherID: n.publisherID, EventType: eventType, Priority: p, Payload: payload,
		Timestamp: time.Now().UTC(), Context: RequestContextFrom(ctx), Topics: n.topics, Delivery: n.delivery,
	}
	if err := n.serialize(ctx, &out); err != nil {
		return fmt.Errorf("notify %s: %w", eventType, err)
	}
	var errs []error
	for _, d := range n.drivers {
		message := out // a driver may change it
		errs = append(errs, d.Notify(ctx, n.tr, &message))
	}
	return errors.Join(errs...)
}

// serialize strips the context and passes it and the payload through the serializer.
func (n *Notifier) serialize(ctx context.Context, out *Notification) (err error) {
	out.Context = out.Context.withoutSecrets()
	if n.serializer == nil {
		return nil
	}
	if out.Payload, err = n.serializer.SerializeEntity(ctx, out.Payload); err != nil {
		return fmt.Errorf("serialize the payload: %w", err)
	}
	if out.Context, err = n.serializer.SerializeContext(ctx, out.Context); err != nil {
		return fmt.Errorf("serialize the context: %w", err)
	}
	return nil
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

// NotifierOption changes a notifier, at [NewNotifier] or by [Notifier.With].
type NotifierOption func(*Notifier)

// WithPublisherID sets whom the notifier sends as.
func WithPublisherID(id string) NotifierOption { return func(n *Notifier) { n.publisherID = id } }

// WithTopics sets the topics every notification goes to; "notifications" by
// default (topics). By custom versioned notifications go to "versioned_notifications".
func WithTopics(topics ...string) NotifierOption { return func(n *Notifier) { n.topics = topics } }

// WithNotifyDriver sets what carries the notifications, all of them each one;
// MessagingV2Driver by default (driver).
func WithNotifyDriver(drivers ...NotifyDriver) NotifierOption {
	return func(n *Notifier) { n.drivers = drivers }
}

// WithNotifyRetry sets how many further attempts are made to reach the broker:
// negative, the default, for no limit but ctx (retry).
func WithNotifyRetry(retries int) NotifierOption {
	return func(n *Notifier) { n.delivery.Retry = retries }
}

// WithoutNotifyConfirm makes Notify return when the message is written, not when
// the broker has it: fire and forget.
func WithoutNotifyConfirm() NotifierOption {
	return func(n *Notifier) { n.delivery.Unconfirmed = true }
}

// WithNotifySerializer sets what changes payloads and contexts on their way.
func WithNotifySerializer(z Serializer) NotifierOption {
	return func(n *Notifier) { n.serializer = z }
}
