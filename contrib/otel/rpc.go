package otel

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Client makes a span of every call, cast and fanout that a client sends, measures
// it (messaging.client.operation.duration, messaging.client.sent.messages) and
// sends the trace context with it. The span of a call lasts until its reply.
func Client(opts ...Option) oslo.Interceptor {
	t := newTelemetry(opts)
	return func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		kind := trace.SpanKindProducer
		if r.Kind == transport.KindCall {
			kind = trace.SpanKindClient
		}
		ctx, op := t.start(ctx, r.Kind.String(), r.Target.Topic, r.Method,
			[]attribute.KeyValue{semconv.RPCMethod(outcome.Text(r.Method))},
			trace.WithSpanKind(kind), trace.WithAttributes(targetAttrs(r.Target)...))
		traced := *r // the caller's stays as it is
		traced.Context = t.inject(ctx, r.Context)
		return op.run(ctx, func() error { return next(ctx, &traced) }, always)
	}
}

func targetAttrs(target oslo.Target) []attribute.KeyValue {
	var attrs []attribute.KeyValue
	if !target.Fanout {
		attrs = append(attrs, semconv.MessagingRabbitMQDestinationRoutingKey(outcome.Text(target.RoutingKey())))
	}
	attrs = text(attrs, ExchangeKey, target.Exchange)
	attrs = text(attrs, ServerKey, target.Server)
	attrs = text(attrs, NamespaceKey, target.Namespace)
	return text(attrs, VersionKey, target.Version)
}

// Server makes a span of every request that a server runs, a child of its
// sender's, and measures it (messaging.process.duration,
// messaging.client.consumed.messages). Requests that the method sends with its ctx
// belong to the span. A method that the server does not have, or that another
// interceptor answered, is "_OTHER" in metrics. An exception that its interface
// declares as expected is no error.
func Server(opts ...Option) oslo.ServerInterceptor {
	t := newTelemetry(opts)
	return func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (result any, err error) {
		kind := trace.SpanKindConsumer
		if in.MessageID != "" {
			kind = trace.SpanKindServer
		}
		ctx, op := t.start(t.extract(ctx, in.Context), "process", in.Target.Topic, in.Method,
			[]attribute.KeyValue{semconv.RPCMethod(outcome.Text(in.Method))},
			trace.WithSpanKind(kind), trace.WithAttributes(incomingAttrs(in)...))
		op.outcome = func(err error) string { return outcome.Served(in, err) }
		err = op.run(ctx, func() (err error) {
			defer func() {
				if !in.Found() {
					op.attrs[0] = semconv.RPCMethod(other)
					op.span.SetName(outcome.Text(words("process", in.Target.Topic)))
					op.span.SetAttributes(op.attrs[0], semconv.RPCMethodOriginal(outcome.Text(in.Method)))
				}
			}()
			result, err = next(ctx, in)
			return err
		}, func(err error) bool { return !in.Expected(err) })
		return result, err
	}
}

func incomingAttrs(in *oslo.Incoming) []attribute.KeyValue {
	var attrs []attribute.KeyValue
	attrs = text(attrs, semconv.MessagingMessageIDKey, in.UniqueID)
	attrs = text(attrs, semconv.MessagingMessageConversationIDKey, in.MessageID)
	attrs = text(attrs, ServerKey, in.Target.Server)
	attrs = text(attrs, NamespaceKey, in.Namespace)
	return text(attrs, VersionKey, in.Version)
}
