package otel_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/oslogen/oslogen/contrib/otel"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

func python(t *testing.T) (*bench, *pytest.Peer, string) {
	t.Helper()
	url := brokertest.For(t).URL("")
	b := newBench(t)
	tr, err := oslo.Open(t.Context(), url, amqp.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	b.tr = tr
	return b, pytest.For(t), url
}

// A Python endpoint sees the context it always saw, and one more key.
func TestGoCallsPython(t *testing.T) {
	b, py, url := python(t)
	py.Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "otel-python", "server": "host1"})
	rc, err := oslo.NewRequestContext(map[string]any{"user_id": "u", "roles": []string{"admin"}})
	if err != nil {
		t.Fatal(err)
	}
	client := oslo.NewClient(b.tr, oslo.Target{Topic: "otel-python"}, oslo.WithInterceptor(otel.Client(b.opts...)))
	var seen map[string]any
	if err := client.Call(oslo.WithRequestContext(t.Context(), rc), &oslo.Method{Name: "context"}, nil, &seen); err != nil {
		t.Fatal(err)
	}
	sent := b.span("call otel-python context").SpanContext()
	if want := fmt.Sprintf("00-%s-%s-01", sent.TraceID(), sent.SpanID()); seen["traceparent"] != want {
		t.Errorf("traceparent arrived as %v, want %s", seen["traceparent"], want)
	}
	delete(seen, "traceparent")
	delete(seen, "client_timeout") // oslo.messaging's own
	if keys := slices.Sorted(maps.Keys(seen)); !slices.Equal(keys, []string{"roles", "user_id"}) {
		t.Errorf("Python saw %v", seen)
	}
}

// A Python caller that has a traceparent in its context is the parent.
func TestPythonCallsGo(t *testing.T) {
	b, py, url := python(t)
	srv := oslo.NewServer(b.tr, oslo.Target{Topic: "otel-go", Server: "host1"}, oslo.WithServerInterceptor(otel.Server(b.opts...)))
	dispatch.Register(srv, oslo.Endpoint{Name: "go", Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) { return nil, nil },
	}})
	b.run(srv)
	client := py.Make(t, pytest.Cmd{"cmd": "client", "url": url, "target": map[string]any{"topic": "otel-go"}, "timeout": 10})
	py.Must(t, pytest.Cmd{"cmd": "call", "id": client, "method": "reboot", "args": map[string]any{}, "ctxt": map[string]any{"traceparent": parent}})
	if p := b.span("process otel-go reboot").Parent(); fmt.Sprintf("00-%s-%s-01", p.TraceID(), p.SpanID()) != parent {
		t.Errorf("parent %v", p)
	}
}

// A notification of Go's reaches a Python listener with the trace context.
func TestGoNotifiesPython(t *testing.T) {
	b, py, url := python(t)
	listener := py.Make(t, pytest.Cmd{"cmd": "listener", "url": url, "topics": []string{"otel-notifications"}, "priorities": []string{"info"}})
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithTopics("otel-notifications"),
		notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	if err := notifier.Info(withSecret(t), "instance.create.end", map[string]any{}); err != nil {
		t.Fatal(err)
	}
	sent := b.span("notify otel-notifications instance.create.end").SpanContext()
	want := map[string]any{
		"traceparent":    fmt.Sprintf("00-%s-%s-01", sent.TraceID(), sent.SpanID()),
		"client_timeout": nil, // oslo.messaging's own
	}
	if got := py.Received(t, listener, 1)[0]["context"]; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("context %v, want %v", got, want)
	}
}
