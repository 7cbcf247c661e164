package otel_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/oslogen/oslogen/contrib/otel"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
)

const secret = "tok3n"

// bench is a transport and what was traced and measured on it.
type bench struct {
	t      *testing.T
	tr     oslo.Transport
	spans  *tracetest.SpanRecorder
	reader *metric.ManualReader
	opts   []otel.Option
	tracer trace.Tracer
}

func newBench(t *testing.T) *bench {
	t.Helper()
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, tr: tr, spans: tracetest.NewSpanRecorder(), reader: metric.NewManualReader()}
	tracers := sdk.NewTracerProvider(sdk.WithSpanProcessor(b.spans))
	b.tracer = tracers.Tracer("test")
	b.opts = []otel.Option{
		otel.WithTracerProvider(tracers), otel.WithPropagator(propagation.TraceContext{}),
		otel.WithMeterProvider(metric.NewMeterProvider(metric.WithReader(b.reader))),
	}
	t.Cleanup(func() { _ = tr.Close() })
	return b
}

// serve serves methods at topic compute on server cmp-7 until the test ends.
func (b *bench) serve(methods map[string]oslo.Func) {
	b.t.Helper()
	srv := oslo.NewServer(b.tr, oslo.Target{Topic: "compute", Server: "cmp-7"}, oslo.WithServerInterceptor(otel.Server(b.opts...)))
	dispatch.Register(srv, oslo.Endpoint{Name: "compute", Methods: methods})
	b.run(srv)
}

type runner interface {
	Start(ctx context.Context) error
	Wait(ctx context.Context) error
}

func (b *bench) run(r runner) {
	b.t.Helper()
	if err := r.Start(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = r.Wait(context.Background()) })
}

func (b *bench) client() *oslo.Client {
	return oslo.NewClient(b.tr, oslo.Target{Topic: "compute"}, oslo.WithInterceptor(otel.Client(b.opts...)), oslo.WithTimeout(5*time.Second))
}

// span waits for the span called name, and checks that it tells no secret.
func (b *bench) span(name string) sdk.ReadOnlySpan {
	b.t.Helper()
	for range 500 {
		ended := b.spans.Ended()
		if i := slices.IndexFunc(ended, func(s sdk.ReadOnlySpan) bool { return s.Name() == name }); i >= 0 {
			if told := fmt.Sprint(ended[i].Attributes(), ended[i].Status(), ended[i].Events()); strings.Contains(told, secret) {
				b.t.Errorf("span %s tells a secret: %s", name, told)
			}
			return ended[i]
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.t.Fatalf("no span %q", name)
	return nil
}

// counts are the points of a counter, "attr=value ... count" each.
func (b *bench) counts(name string) []string {
	b.t.Helper()
	var got metricdata.ResourceMetrics
	if err := b.reader.Collect(b.t.Context(), &got); err != nil {
		b.t.Fatal(err)
	}
	var points []string
	for _, scope := range got.ScopeMetrics {
		for _, m := range scope.Metrics {
			if strings.Contains(fmt.Sprint(m), secret) {
				b.t.Errorf("metric %s tells a secret", m.Name)
			}
			switch data := m.Data.(type) {
			case metricdata.Sum[int64]:
				for _, p := range data.DataPoints {
					if m.Name == name {
						points = append(points, fmt.Sprint(p.Attributes.Encoded(attribute.DefaultEncoder()), " ", p.Value))
					}
				}
			case metricdata.Histogram[float64]:
				for _, p := range data.DataPoints {
					if m.Name == name {
						points = append(points, fmt.Sprint(p.Attributes.Encoded(attribute.DefaultEncoder()), " ", p.Count))
					}
				}
			}
		}
	}
	slices.Sort(points)
	return points
}

func attr(s sdk.ReadOnlySpan, key attribute.Key) string {
	for _, kv := range s.Attributes() {
		if kv.Key == key {
			return kv.Value.String()
		}
	}
	return ""
}

func child(t *testing.T, child, parent sdk.ReadOnlySpan) {
	t.Helper()
	if child.Parent().SpanID() != parent.SpanContext().SpanID() || child.SpanContext().TraceID() != parent.SpanContext().TraceID() {
		t.Errorf("%s is no child of %s", child.Name(), parent.Name())
	}
}

func ok(context.Context, *oslo.Incoming) (any, error) { return nil, nil }

func withSecret(t *testing.T) context.Context {
	t.Helper()
	rc, err := oslo.NewRequestContext(map[string]any{"auth_token": secret, "traceparent": "of long ago", "tracestate": "a=b"})
	if err != nil {
		t.Fatal(err)
	}
	return oslo.WithRequestContext(t.Context(), rc)
}
