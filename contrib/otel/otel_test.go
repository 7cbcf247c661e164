package otel_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
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
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
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

func TestCallIsOneTrace(t *testing.T) {
	b := newBench(t)
	client := b.client()
	b.serve(map[string]oslo.Func{
		"reboot": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			return nil, client.Cast(ctx, &oslo.Method{Name: "refresh"}, nil)
		},
		"refresh": ok,
	})
	ctx, root := b.tracer.Start(withSecret(t), "root")
	if err := client.On("cmp-7").Call(ctx, &oslo.Method{Name: "reboot"}, map[string]any{"password": secret}, nil); err != nil {
		t.Fatal(err)
	}
	root.End()

	call, process := b.span("call compute reboot"), b.span("process compute reboot")
	cast, refresh := b.span("cast compute refresh"), b.span("process compute refresh")
	child(t, call, b.span("root"))
	child(t, process, call)
	child(t, cast, process)
	child(t, refresh, cast)
	for s, kind := range map[sdk.ReadOnlySpan]trace.SpanKind{
		call: trace.SpanKindClient, process: trace.SpanKindServer, cast: trace.SpanKindProducer, refresh: trace.SpanKindConsumer,
	} {
		if s.SpanKind() != kind || s.Status().Code != codes.Unset {
			t.Errorf("%s: kind %v, status %v", s.Name(), s.SpanKind(), s.Status())
		}
	}
	for key, want := range map[attribute.Key]string{
		"messaging.system": "rabbitmq", "messaging.operation.name": "call", "messaging.operation.type": "send",
		"messaging.destination.name": "compute", "messaging.rabbitmq.destination.routing_key": "compute.cmp-7",
		"rpc.method": "reboot", "oslo.server": "cmp-7", "error.type": "",
	} {
		if got := attr(call, key); got != want {
			t.Errorf("call: %s = %q, want %q", key, got, want)
		}
	}
	for key, want := range map[attribute.Key]string{
		"messaging.operation.name": "process", "messaging.operation.type": "process", "messaging.destination.name": "compute",
		"rpc.method": "reboot", "oslo.server": "cmp-7",
	} {
		if got := attr(process, key); got != want {
			t.Errorf("process: %s = %q, want %q", key, got, want)
		}
	}
}

// The trace context joins the fields of the request context, which arrive as they were.
func TestTraceContextTravelsInTheRequestContext(t *testing.T) {
	b := newBench(t)
	got := make(chan map[string]json.RawMessage, 1)
	b.serve(map[string]oslo.Func{"reboot": func(_ context.Context, in *oslo.Incoming) (any, error) {
		var fields map[string]json.RawMessage
		err := in.Context.Decode(&fields)
		got <- fields
		return nil, err
	}})
	rc, err := oslo.NewRequestContext(map[string]any{
		"user_id": "ä\"\\", "roles": []string{"admin"}, "big": json.RawMessage("12345678901234567890"), "nan": math.NaN(), "none": nil, "is_admin": true,
		"traceparent": "of long ago", "tracestate": "a=b",
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx := oslo.WithRequestContext(t.Context(), rc)
	if err := b.client().Call(ctx, &oslo.Method{Name: "reboot"}, nil, nil); err != nil {
		t.Fatal(err)
	}
	fields := <-got
	sent := b.span("call compute reboot").SpanContext()
	for key, want := range map[string]string{
		"user_id": `"ä\"\\"`, "roles": `["admin"]`, "big": "12345678901234567890", "none": "null", "is_admin": "true",
		"traceparent": fmt.Sprintf(`"00-%s-%s-01"`, sent.TraceID(), sent.SpanID()), "tracestate": "",
	} {
		var have, wanted any
		_, _ = json.Unmarshal(fields[key], &have), json.Unmarshal([]byte(want), &wanted)
		if fmt.Sprint(have) != fmt.Sprint(wanted) {
			t.Errorf("%s arrived as %s, want %s", key, fields[key], want)
		}
	}
	if string(fields["big"]) != "12345678901234567890" {
		t.Errorf("big arrived as %s", fields["big"])
	}
	if len(fields) != 7 {
		t.Errorf("fields: %v", fields)
	}
	if left := rc.Keys(); len(left) != 8 {
		t.Errorf("the caller's context was changed: %v", left)
	}
}

func TestErrorsAreKnownByTheirType(t *testing.T) {
	b := newBench(t)
	b.serve(map[string]oslo.Func{
		"fail":  func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New(secret) },
		"panic": func(context.Context, *oslo.Incoming) (any, error) { panic(secret) },
		"raise": func(context.Context, *oslo.Incoming) (any, error) {
			return nil, &oslo.RemoteError{Module: "nova.exception", Class: "NotFound", Message: secret}
		},
	})
	for _, c := range []struct{ method, process, client, server string }{
		{"fail", "process compute fail", "go.errors.errorString", "error"},
		{"panic", "process compute panic", "RuntimeError", "panic"},
		{"raise", "process compute raise", "nova.exception.NotFound", "nova.exception.NotFound"},
		{"made_up", "process compute", "oslo_messaging.rpc.dispatcher.NoSuchMethod", "no_such_method"},
	} {
		if err := b.client().Call(t.Context(), &oslo.Method{Name: c.method}, nil, nil); err == nil {
			t.Fatal(c.method, "has not failed")
		}
		for name, want := range map[string]string{"call compute " + c.method: c.client, c.process: c.server} {
			s := b.span(name)
			if got := attr(s, "error.type"); got != want || s.Status() != (sdk.Status{Code: codes.Error}) {
				t.Errorf("%s: error.type = %s, want %s; status %v", name, got, want, s.Status())
			}
		}
	}
	made := b.span("process compute")
	if attr(made, "rpc.method") != "_OTHER" || attr(made, "rpc.method_original") != "made_up" {
		t.Errorf("an unknown method: %v", made.Attributes())
	}
	want := []string{
		"error.type=error,messaging.destination.name=compute,messaging.operation.name=process,messaging.system=rabbitmq,rpc.method=fail 1",
		"error.type=no_such_method,messaging.destination.name=compute,messaging.operation.name=process,messaging.system=rabbitmq,rpc.method=_OTHER 1",
		"error.type=panic,messaging.destination.name=compute,messaging.operation.name=process,messaging.system=rabbitmq,rpc.method=panic 1",
		"error.type=remote,messaging.destination.name=compute,messaging.operation.name=process,messaging.system=rabbitmq,rpc.method=raise 1",
	}
	for _, name := range []string{"messaging.client.consumed.messages", "messaging.process.duration"} {
		if got := b.counts(name); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s", name, strings.Join(got, "\n"))
		}
	}
}

func TestSendingIsMeasured(t *testing.T) {
	b := newBench(t)
	b.serve(map[string]oslo.Func{"reboot": ok})
	for range 2 {
		if err := b.client().Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.client().Fanout(t.Context(), &oslo.Method{Name: "reboot"}, nil); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"messaging.destination.name=compute,messaging.operation.name=call,messaging.system=rabbitmq,rpc.method=reboot 2",
		"messaging.destination.name=compute,messaging.operation.name=fanout,messaging.system=rabbitmq,rpc.method=reboot 1",
	}
	if got := b.counts("messaging.client.sent.messages"); !slices.Equal(got, want) {
		t.Errorf("sent:\n%s", strings.Join(got, "\n"))
	}
	for i := range want {
		want[i] = strings.Replace(want[i], ",messaging.system", ",messaging.operation.type=send,messaging.system", 1)
	}
	if got := b.counts("messaging.client.operation.duration"); !slices.Equal(got, want) {
		t.Errorf("durations:\n%s", strings.Join(got, "\n"))
	}
}

func TestDroppedMessagesAreMeasured(t *testing.T) {
	b := newBench(t)
	onDrop := otel.OnDrop(b.opts...)
	onDrop(transport.Drop{Kind: "request", Reason: transport.DropUnreadable, Queue: "compute"})
	onDrop(transport.Drop{Kind: "request", Reason: transport.DropUnreadable, Queue: "other"})
	want := []string{"messaging.system=rabbitmq,oslo.kind=request,oslo.reason=unreadable 2"}
	if got := b.counts("oslo.messages.dropped"); !slices.Equal(got, want) {
		t.Errorf("dropped:\n%s", strings.Join(got, "\n"))
	}
}

// What a sender sends may have arguments whose encoding panics.
func TestPanicEndsItsSpan(t *testing.T) {
	b := newBench(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		r := &oslo.Request{Method: "reboot", Target: oslo.Target{Topic: "compute"}}
		_ = otel.Client(b.opts...)(t.Context(), r, func(context.Context, *oslo.Request) error { panic(secret) })
	}()
	if got := attr(b.span("call compute reboot"), "error.type"); got != "panic" {
		t.Errorf("error.type %q", got)
	}
}

func TestNotificationIsOneTrace(t *testing.T) {
	b := newBench(t)
	listener := notify.NewListener(b.tr, []oslo.Target{{Topic: "notifications"}}, notify.WithEventInterceptor(otel.Event(b.opts...)))
	listener.Handle(notify.Event{
		Type: "instance.create.end",
		Run:  func(context.Context, *notify.Incoming) error { return errors.New(secret) },
	})
	b.run(listener)
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	if err := notifier.Info(withSecret(t), "instance.create.end", map[string]any{"password": secret}); err != nil {
		t.Fatal(err)
	}
	notify, process := b.span("notify notifications instance.create.end"), b.span("process notifications instance.create.end")
	child(t, process, notify)
	if notify.SpanKind() != trace.SpanKindProducer || process.SpanKind() != trace.SpanKindConsumer || attr(process, "error.type") != "error" {
		t.Errorf("%v, %v", notify, process)
	}
	if id := attr(notify, "messaging.message.id"); id == "" || id != attr(process, "messaging.message.id") {
		t.Errorf("message id %q", id)
	}
	want := []string{"error.type=error,messaging.destination.name=notifications,messaging.operation.name=process,messaging.system=rabbitmq,oslo.event_type=instance.create.end,oslo.priority=info 1"}
	if got := b.counts("messaging.client.consumed.messages"); !slices.Equal(got, want) {
		t.Errorf("consumed:\n%s", strings.Join(got, "\n"))
	}
}

func TestNotificationIsSentToEachTopic(t *testing.T) {
	b := newBench(t)
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithTopics("one", "two"),
		notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	if err := notifier.Info(t.Context(), "disk.full", nil); err != nil {
		t.Fatal(err)
	}
	if got := b.counts("messaging.client.sent.messages"); len(got) != 1 || !strings.HasSuffix(got[0], " 2") {
		t.Errorf("sent: %q", got)
	}
}

func TestBatchLinksToItsSenders(t *testing.T) {
	b := newBench(t)
	listener := notify.NewListener(b.tr, []oslo.Target{{Topic: "notifications"}},
		notify.WithBatch(2, time.Minute), notify.WithEventInterceptor(otel.Event(b.opts...)))
	listener.Handle(notify.Event{
		Name:     "meter",
		RunBatch: func(context.Context, []*notify.Incoming) error { return notify.ErrRequeue },
	})
	b.run(listener)
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	for _, event := range []string{"a", "b"} {
		if err := notifier.Sample(t.Context(), event, nil); err != nil {
			t.Fatal(err)
		}
	}
	process := b.span("process notifications meter")
	if len(process.Links()) != 2 || process.Status().Code != codes.Unset || attr(process, "messaging.batch.message_count") != "2" {
		t.Errorf("links %v, status %v, %v", process.Links(), process.Status(), process.Attributes())
	}
	for i, event := range []string{"a", "b"} {
		if process.Links()[i].SpanContext.SpanID() != b.span("notify notifications "+event).SpanContext().SpanID() {
			t.Errorf("link %d is not to %s", i, event)
		}
	}
}

func TestNoopDriverStaysOne(t *testing.T) {
	if notify.NewNotifier(nil, "x", notify.WithDriver(otel.NotifyDriver(notify.NoopDriver()))).Enabled() {
		t.Error("a notifier that sends nothing is enabled")
	}
}

// A propagator that is not set up, or a context that is no text, is no error.
func TestNoTraceContext(t *testing.T) {
	b := newBench(t)
	b.serve(map[string]oslo.Func{"reboot": ok})
	rc, err := oslo.NewRequestContext(map[string]any{"traceparent": 5})
	if err != nil {
		t.Fatal(err)
	}
	if err := oslo.NewClient(b.tr, oslo.Target{Topic: "compute"}).Call(oslo.WithRequestContext(t.Context(), rc), &oslo.Method{Name: "reboot"}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if s := b.span("process compute reboot"); s.Parent().IsValid() {
		t.Errorf("parent %v", s.Parent())
	}
}

// Attributes have to be UTF-8, whatever a topic, method or event is called.
func TestNamesThatAreNotUTF8(t *testing.T) {
	b := newBench(t)
	client := oslo.NewClient(b.tr, oslo.Target{Topic: "a\xff", Exchange: "e\xff"}, oslo.WithInterceptor(otel.Client(b.opts...)))
	if err := client.Cast(t.Context(), &oslo.Method{Name: "m\xff"}, nil); err != nil {
		t.Error(err)
	}
	driver := otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)
	if err := notify.NewNotifier(b.tr, "p", notify.WithTopics("n\xff"), notify.WithDriver(driver)).Info(t.Context(), "e\xff", nil); err != nil {
		t.Error(err)
	}
	for _, span := range b.spans.Ended() {
		if told := fmt.Sprint(span.Name(), span.Attributes()); strings.ToValidUTF8(told, "") != told || !strings.Contains(told, "\ufffd") {
			t.Errorf("%q", told)
		}
	}
	if len(b.spans.Ended()) != 2 {
		t.Errorf("%d spans", len(b.spans.Ended()))
	}
}
