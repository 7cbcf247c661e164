package otel

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	"github.com/oslogen/oslogen/runtime/transport"
)

// OnDrop returns a function that counts the messages that were taken from the bus
// and dropped, such as one that can't be read, in oslo.messages.dropped. Give it to
// oslo.WithOnDrop.
func OnDrop(opts ...Option) func(transport.Drop) {
	c := newConfig(opts)
	dropped, err := c.meters.Meter(scope, metric.WithSchemaURL(semconv.SchemaURL)).Int64Counter("oslo.messages.dropped",
		metric.WithUnit("{message}"), metric.WithDescription("Messages taken from the bus and dropped."))
	if err != nil {
		otel.Handle(err) // a failed instrument does nothing
	}
	return func(d transport.Drop) {
		dropped.Add(context.Background(), 1, metric.WithAttributes(
			semconv.MessagingSystemRabbitMQ, KindKey.String(outcome.Text(d.Kind)), ReasonKey.String(outcome.Text(d.Reason)),
		))
	}
}
