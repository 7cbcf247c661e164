package otel

import (
	"context"
	"errors"
	"slices"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// NotifyDriver returns a driver that sends with next. It makes a span of every
// notification, measures it as [Client] does and sends the trace context with
// it:
//
//	notify.NewNotifier(tr, "compute.cmp-7", notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver())))
func NotifyDriver(next notify.Driver, opts ...Option) notify.Driver {
	if next == notify.NoopDriver() {
		return next // so that Notifier.Enabled knows it
	}
	return &notifyDriver{next, newTelemetry(opts)}
}

type notifyDriver struct {
	next notify.Driver
	t    *telemetry
}

// Notify implements notify.Driver.
func (d *notifyDriver) Notify(ctx context.Context, tr oslo.Transport, n *notify.Notification) error {
	topic := ""
	if len(n.Topics) == 1 {
		topic = n.Topics[0]
	}
	ctx, op := d.t.start(ctx, "notify", topic, n.EventType,
		[]attribute.KeyValue{EventTypeKey.String(outcome.Text(n.EventType)), PriorityKey.String(outcome.Text(string(n.Priority)))},
		trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(semconv.MessagingMessageID(n.MessageID)))
	op.count = int64(max(1, len(n.Topics)))
	n.Context = d.t.inject(ctx, n.Context)
	return op.run(ctx, func() error { return d.next.Notify(ctx, tr, n) }, always)
}

// Event wraps the events of a listener. It makes a span of every notification
// that an event handles, a child of the sender's span. It measures as [Server]
// does, once for each event:
//
//	notify.NewListener(tr, targets, notify.WithEventInterceptor(otel.Event()))
//
// A batch is one span with a link to the sender of each notification. Metrics
// and span names have the event's Type, or its Name if it takes several types,
// because publishers choose the types. An event that returns ErrRequeue has not
// failed.
func Event(opts ...Option) func(notify.Event) notify.Event {
	t := newTelemetry(opts)
	return func(e notify.Event) notify.Event {
		label := e.Type
		if label == "" {
			label = e.Name
		}
		if label == "" {
			label = other
		}
		if run := e.Run; run != nil {
			e.Run = func(ctx context.Context, in *notify.Incoming) error {
				return t.event(t.extract(ctx, in.Context), label, []*notify.Incoming{in},
					func(ctx context.Context) error { return run(ctx, in) },
					trace.WithAttributes(semconv.MessagingMessageID(in.MessageID), EventTypeKey.String(in.EventType)))
			}
		}
		if run := e.RunBatch; run != nil {
			e.RunBatch = func(ctx context.Context, batch []*notify.Incoming) error {
				return t.event(ctx, label, batch, func(ctx context.Context) error { return run(ctx, batch) },
					trace.WithLinks(t.links(batch)...), trace.WithAttributes(semconv.MessagingBatchMessageCount(len(batch))))
			}
		}
		return e
	}
}

// event runs an event for a batch, whose notifications have one priority.
func (t *telemetry) event(ctx context.Context, label string, batch []*notify.Incoming, run func(context.Context) error, opts ...trace.SpanStartOption) error {
	ctx, op := t.start(ctx, "process", topicOf(batch), label,
		[]attribute.KeyValue{EventTypeKey.String(outcome.Text(label)), PriorityKey.String(string(batch[0].Priority))},
		append(opts, trace.WithSpanKind(trace.SpanKindConsumer))...)
	op.count = int64(len(batch))
	return op.run(ctx, func() error { return run(ctx) }, func(err error) bool { return !errors.Is(err, notify.ErrRequeue) })
}

// topicOf is the topic of all of a batch, if it has one.
func topicOf(batch []*notify.Incoming) string {
	topic := batch[0].Topic
	if slices.ContainsFunc(batch, func(in *notify.Incoming) bool { return in.Topic != topic }) {
		return ""
	}
	return topic
}

// links are those to the senders of a batch.
func (t *telemetry) links(batch []*notify.Incoming) []trace.Link {
	var links []trace.Link
	for _, in := range batch {
		link := trace.LinkFromContext(t.extract(context.Background(), in.Context), semconv.MessagingMessageID(in.MessageID))
		if link.SpanContext.IsValid() {
			links = append(links, link)
		}
	}
	return links
}
