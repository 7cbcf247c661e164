// Package otel makes OpenTelemetry traces and metrics of RPC and notifications.
//
//	client := oslo.NewClient(tr, target, oslo.WithInterceptor(otel.Client()))
//	server := oslo.NewServer(tr, target, oslo.WithServerInterceptor(otel.Server()))
//
// A trace goes on across processes. The trace context travels in the request
// context under the propagator's keys ("traceparent", "tracestate"), beside the
// fields of OpenStack's services. Python peers see a context with more keys. As
// for all instrumentation, the program must call
// go.opentelemetry.io/otel.SetTextMapPropagator or use [WithPropagator].
//
// Span names consist of operation, topic and method, such as "call compute
// reboot" and "process compute reboot". Names, attributes and instruments
// follow the semantic conventions for messaging. Attributes that these lack
// begin with "oslo.". No span or metric holds arguments, results, payloads,
// fields of the request context or error texts, because they may be secret.
// Errors appear by their type.
package otel

import (
	"context"
	"errors"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/semconv/v1.43.0/messagingconv"
	"go.opentelemetry.io/otel/trace"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
)

const scope = "github.com/oslogen/oslogen/contrib/otel"

// Attributes that the semantic conventions have no name for.
const (
	ExchangeKey  = attribute.Key("oslo.exchange")
	ServerKey    = attribute.Key("oslo.server")    // the server addressed, or the server itself
	NamespaceKey = attribute.Key("oslo.namespace") // of the endpoint
	VersionKey   = attribute.Key("oslo.version")   // of the message
	EventTypeKey = attribute.Key("oslo.event_type")
	PriorityKey  = attribute.Key("oslo.priority")
	KindKey      = attribute.Key("oslo.kind")   // of a dropped message: request, notification or reply
	ReasonKey    = attribute.Key("oslo.reason") // of its drop
)

// other is in place of a name that a peer made up.
const other = "_OTHER"

// Option changes where traces and metrics go.
type Option func(*config)

type config struct {
	tracers    trace.TracerProvider
	meters     metric.MeterProvider
	propagator propagation.TextMapPropagator
}

// WithTracerProvider sets the tracer provider. Defaults to otel's global one.
func WithTracerProvider(p trace.TracerProvider) Option { return func(c *config) { c.tracers = p } }

// WithMeterProvider sets the meter provider. Defaults to otel's global one.
func WithMeterProvider(p metric.MeterProvider) Option { return func(c *config) { c.meters = p } }

// WithPropagator sets how the trace context travels. Defaults to otel's global
// one. Every peer can read the propagated values, including baggage.
func WithPropagator(p propagation.TextMapPropagator) Option {
	return func(c *config) { c.propagator = p }
}

// telemetry is the common part of all hooks of this package.
type telemetry struct {
	tracer     trace.Tracer
	propagator propagation.TextMapPropagator
	sending    messagingconv.ClientOperationDuration
	sent       messagingconv.ClientSentMessages
	processing messagingconv.ProcessDuration
	consumed   messagingconv.ClientConsumedMessages
}

func newConfig(opts []Option) config {
	c := config{otel.GetTracerProvider(), otel.GetMeterProvider(), otel.GetTextMapPropagator()}
	for _, opt := range opts {
		opt(&c)
	}
	return c
}

func newTelemetry(opts []Option) *telemetry {
	c := newConfig(opts)
	t := &telemetry{tracer: c.tracers.Tracer(scope, trace.WithSchemaURL(semconv.SchemaURL)), propagator: c.propagator}
	meter := c.meters.Meter(scope, metric.WithSchemaURL(semconv.SchemaURL))
	buckets := metric.WithExplicitBucketBoundaries(
		0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, // the conventions'
		30, 60, 300, 1800) // calls of OpenStack's services may take as long
	var errs [4]error
	t.sending, errs[0] = messagingconv.NewClientOperationDuration(meter, buckets)
	t.sent, errs[1] = messagingconv.NewClientSentMessages(meter)
	t.processing, errs[2] = messagingconv.NewProcessDuration(meter, buckets)
	t.consumed, errs[3] = messagingconv.NewClientConsumedMessages(meter)
	if err := errors.Join(errs[:]...); err != nil {
		otel.Handle(err) // a failed instrument does nothing
	}
	return t
}

// operation is one message being sent, or one or a batch being processed.
type operation struct {
	t     *telemetry
	name  string // call, cast, fanout, notify or process
	began time.Time
	span  trace.Span
	count int64                // of messages
	attrs []attribute.KeyValue // of its measurements

	outcome func(error) string
}

// start begins an operation on destination, which may be empty, and a method or
// an event. attrs go to the span and to its measurements.
func (t *telemetry) start(ctx context.Context, name, destination, what string, attrs []attribute.KeyValue, opts ...trace.SpanStartOption) (context.Context, *operation) {
	if destination != "" {
		attrs = append(attrs, semconv.MessagingDestinationName(outcome.Text(destination)))
	}
	o := &operation{t: t, name: name, began: time.Now(), count: 1, attrs: attrs, outcome: outcome.Of}
	opts = append(opts, trace.WithTimestamp(o.began), trace.WithAttributes(attrs...),
		trace.WithAttributes(semconv.MessagingSystemRabbitMQ, semconv.MessagingOperationName(name), o.kind()))
	ctx, o.span = t.tracer.Start(ctx, outcome.Text(words(name, destination, what)), opts...)
	return ctx, o
}

// kind is the messaging.operation.type.
func (o *operation) kind() attribute.KeyValue {
	if o.name == "process" {
		return semconv.MessagingOperationTypeProcess
	}
	return semconv.MessagingOperationTypeSend
}

// fail says that the operation ends with err.
func (o *operation) fail(err error) {
	o.span.SetStatus(codes.Error, "")
	o.span.SetAttributes(semconv.ErrorTypeKey.String(errorType(err)))
	o.attrs = append(o.attrs, semconv.ErrorTypeKey.String(o.outcome(err)))
}

// run runs the operation and ends it with its error or panic. Not all errors
// are failures.
func (o *operation) run(ctx context.Context, do func() error, failed func(error) bool) (err error) {
	defer func() {
		if err != nil && (outcome.Of(err) == outcome.Panic || failed(err)) {
			o.fail(err)
		}
		o.end(ctx)
	}()
	err = outcome.ErrPanic // unless do returns
	return do()
}

// always says that any error is a failure.
func always(error) bool { return true }

// end ends the span and measures the operation.
func (o *operation) end(ctx context.Context) {
	o.span.End()
	seconds := time.Since(o.began).Seconds()
	system := messagingconv.SystemRabbitMQ
	if o.name == "process" {
		o.t.processing.Record(ctx, seconds, o.name, system, o.attrs...)
		o.t.consumed.Add(ctx, o.count, o.name, system, o.attrs...)
		return
	}
	o.t.sending.Record(ctx, seconds, o.name, system, append(o.attrs, o.kind())...)
	o.t.sent.Add(ctx, o.count, o.name, system, o.attrs...)
}

// errorType returns a span's error.type: the outcome, or the exception that the
// other side raised.
func errorType(err error) string {
	what := outcome.Of(err)
	if remote := (*oslo.RemoteError)(nil); what != outcome.Panic && errors.As(err, &remote) {
		return outcome.Text(remote.Name())
	}
	return what
}

// inject returns rc with the trace context of ctx in place of any it has.
func (t *telemetry) inject(ctx context.Context, rc oslo.RequestContext) oslo.RequestContext {
	carrier := propagation.MapCarrier{}
	t.propagator.Inject(ctx, carrier)
	if len(carrier) == 0 {
		return rc
	}
	fields := make(map[string]any, len(carrier))
	for key, value := range carrier {
		fields[key] = value
	}
	traced, err := rc.Without(t.propagator.Fields()...).With(fields)
	if err != nil {
		otel.Handle(err) // the message goes without its trace rather than not at all
		return rc
	}
	return traced
}

// extract returns ctx with the trace context that rc carries.
func (t *telemetry) extract(ctx context.Context, rc oslo.RequestContext) context.Context {
	return t.propagator.Extract(ctx, carrier{rc})
}

// carrier is a received request context as OpenTelemetry reads it.
type carrier struct{ oslo.RequestContext }

// Get implements propagation.TextMapCarrier.
func (c carrier) Get(key string) (value string) {
	_, _ = c.RequestContext.Get(key, &value) // a field that is no text is no trace context
	return value
}

// Set implements propagation.TextMapCarrier. A received context does not
// change.
func (carrier) Set(string, string) {}

// words joins the words that are not empty.
func words(all ...string) (joined string) {
	for _, w := range all {
		if joined != "" && w != "" {
			joined += " "
		}
		joined += w
	}
	return joined
}

// text appends the attribute key to attrs if it has a value.
func text(attrs []attribute.KeyValue, key attribute.Key, value string) []attribute.KeyValue {
	if value == "" {
		return attrs
	}
	return append(attrs, key.String(outcome.Text(value)))
}
