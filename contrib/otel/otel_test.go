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

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/oslogen/oslogen/contrib/otel"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
)

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
