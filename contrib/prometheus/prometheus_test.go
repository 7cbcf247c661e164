package prometheus_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	prom "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/oslogen/oslogen/contrib/prometheus"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func open(t *testing.T) (oslo.Transport, *prometheus.Metrics, *prom.Registry) {
	t.Helper()
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	m, registry := prometheus.New(), prom.NewPedanticRegistry()
	registry.MustRegister(m)
	return tr, m, registry
}

// expose waits until the registry's text of the named metrics is want.
func expose(t *testing.T, registry *prom.Registry, want string, names ...string) {
	t.Helper()
	var err error
	for range 500 {
		if err = testutil.GatherAndCompare(registry, strings.NewReader(want), names...); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error(err)
}

func run(t *testing.T, r interface {
	Start(ctx context.Context) error
	Wait(ctx context.Context) error
},
) {
	t.Helper()
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Wait(context.Background()) })
}

var errGone = errors.New("gone")

func TestRequests(t *testing.T) {
	tr, m, registry := open(t)
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-7"}, oslo.WithServerInterceptor(m.Server))
	dispatch.Register(srv, oslo.Endpoint{Name: "compute", Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) { return nil, nil },
		"gone":   func(context.Context, *oslo.Incoming) (any, error) { return nil, errGone },
		"fail":   func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New("failed") },
		"panic":  func(context.Context, *oslo.Incoming) (any, error) { panic("!") },
	}, Errors: oslo.NewErrors(oslo.ErrorValue("Gone", errGone).Expected())})
	run(t, srv)
	client := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.WithInterceptor(m.Client))
	for _, method := range []string{"reboot", "reboot", "fail", "gone", "panic"} {
		_ = client.Call(t.Context(), &oslo.Method{Name: method}, nil, nil)
	}
	peer := oslo.NewClient(tr, oslo.Target{Topic: "compute"}) // that makes up names and versions
	for _, method := range []string{"a", "b", "c"} {
		_ = peer.Call(t.Context(), &oslo.Method{Name: method}, nil, nil)
		_ = peer.Call(t.Context(), &oslo.Method{Name: method, Version: "9.0"}, nil, nil)
	}
	if err := client.Fanout(t.Context(), &oslo.Method{Name: "reboot"}, nil); err != nil {
		t.Fatal(err)
	}
	nobody := client.With(oslo.WithTarget(func(target *oslo.Target) { target.Topic = "nobody" }), oslo.WithTimeout(10*time.Millisecond))
	_ = nobody.Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, nil)

	expose(t, registry, `
# HELP oslo_client_requests_total Calls, casts and fanouts sent.
# TYPE oslo_client_requests_total counter
oslo_client_requests_total{kind="call",method="fail",outcome="remote",topic="compute"} 1
oslo_client_requests_total{kind="call",method="gone",outcome="remote",topic="compute"} 1
oslo_client_requests_total{kind="call",method="panic",outcome="remote",topic="compute"} 1
oslo_client_requests_total{kind="call",method="reboot",outcome="ok",topic="compute"} 2
oslo_client_requests_total{kind="call",method="reboot",outcome="timeout",topic="nobody"} 1
oslo_client_requests_total{kind="fanout",method="reboot",outcome="ok",topic="compute"} 1
# HELP oslo_server_requests_in_progress Methods that run now.
# TYPE oslo_server_requests_in_progress gauge
oslo_server_requests_in_progress{topic="compute"} 0
# HELP oslo_server_requests_total Requests run.
# TYPE oslo_server_requests_total counter
oslo_server_requests_total{kind="call",method="_OTHER",outcome="no_such_method",topic="compute"} 3
oslo_server_requests_total{kind="call",method="_OTHER",outcome="unsupported_version",topic="compute"} 3
oslo_server_requests_total{kind="call",method="fail",outcome="error",topic="compute"} 1
oslo_server_requests_total{kind="call",method="gone",outcome="expected",topic="compute"} 1
oslo_server_requests_total{kind="call",method="panic",outcome="panic",topic="compute"} 1
oslo_server_requests_total{kind="call",method="reboot",outcome="ok",topic="compute"} 2
oslo_server_requests_total{kind="cast",method="reboot",outcome="ok",topic="compute"} 1
`, "oslo_client_requests_total", "oslo_server_requests_total", "oslo_server_requests_in_progress")

	for name, series := range map[string]int{"oslo_client_request_duration_seconds": 6, "oslo_server_request_duration_seconds": 6} {
		if n, err := testutil.GatherAndCount(registry, name); n != series || err != nil {
			t.Errorf("%s has %d series, want %d (%v)", name, n, series, err)
		}
	}
}

func TestNotifications(t *testing.T) {
	tr, m, registry := open(t)
	listener := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, notify.WithEventInterceptor(m.Event))
	listener.Handle(
		notify.Event{Name: "audit log", Run: func(context.Context, *notify.Incoming) error { return nil }},
		notify.Event{Type: "bad", Run: func(_ context.Context, in *notify.Incoming) error { return in.Decode(new(int)) }},
		notify.Event{Type: "meter", RunBatch: func(context.Context, []*notify.Incoming) error { return errors.New("failed") }},
	)
	run(t, listener)
	notifier := notify.NewNotifier(tr, "compute.cmp-7", notify.WithDriver(m.NotifyDriver(notify.MessagingV2Driver())))
	for _, event := range []string{"bad", "meter"} {
		if err := notifier.Info(t.Context(), event, "x"); err != nil {
			t.Fatal(err)
		}
	}
	expose(t, registry, `
# HELP oslo_notifications_handled_total Notifications handled by an event.
# TYPE oslo_notifications_handled_total counter
oslo_notifications_handled_total{event="audit log",outcome="ok",priority="info"} 2
oslo_notifications_handled_total{event="bad",outcome="payload",priority="info"} 1
oslo_notifications_handled_total{event="meter",outcome="error",priority="info"} 1
# HELP oslo_notifications_sent_total Notifications sent.
# TYPE oslo_notifications_sent_total counter
oslo_notifications_sent_total{event_type="bad",outcome="ok",priority="info"} 1
oslo_notifications_sent_total{event_type="meter",outcome="ok",priority="info"} 1
`, "oslo_notifications_handled_total", "oslo_notifications_sent_total")

	if notify.NewNotifier(nil, "x", notify.WithDriver(m.NotifyDriver(notify.NoopDriver()))).Enabled() {
		t.Error("a notifier that sends nothing is enabled")
	}
}

// Peers choose the names of methods; so do callers whose request is answered before the
// method is looked for. A method that forwards another server's refusal exists.
func TestNamesOfPeersAreNoLabels(t *testing.T) {
	tr, m, registry := open(t)
	deny := func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
		if in.Method == "forward" || in.Method == "nil" {
			return next(ctx, in)
		}
		return nil, errors.New("denied")
	}
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-7"}, oslo.WithServerInterceptor(m.Server, deny))
	dispatch.Register(srv, oslo.Endpoint{Name: "compute", Methods: map[string]oslo.Func{
		"forward": func(context.Context, *oslo.Incoming) (any, error) {
			return nil, &oslo.NoSuchMethodError{Method: "forward"}
		},
		"nil": func(context.Context, *oslo.Incoming) (any, error) { return nil, (*oslo.RemoteError)(nil) },
	}})
	run(t, srv)
	client := oslo.NewClient(tr, oslo.Target{Topic: "compute"})
	for _, method := range []string{"made up", "this too", "forward", "nil"} {
		_ = client.Call(t.Context(), &oslo.Method{Name: method}, nil, nil)
	}
	expose(t, registry, `
# HELP oslo_server_requests_total Requests run.
# TYPE oslo_server_requests_total counter
oslo_server_requests_total{kind="call",method="_OTHER",outcome="error",topic="compute"} 2
oslo_server_requests_total{kind="call",method="forward",outcome="no_such_method",topic="compute"} 1
oslo_server_requests_total{kind="call",method="nil",outcome="panic",topic="compute"} 1
`, "oslo_server_requests_total")
}

// What a sender sends may have arguments whose encoding panics.
func TestPanicOfASender(t *testing.T) {
	_, m, registry := open(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		r := &oslo.Request{Method: "reboot", Target: oslo.Target{Topic: "compute"}}
		_ = m.Client(t.Context(), r, func(context.Context, *oslo.Request) error { panic("!") })
	}()
	expose(t, registry, `
# HELP oslo_client_requests_total Calls, casts and fanouts sent.
# TYPE oslo_client_requests_total counter
oslo_client_requests_total{kind="call",method="reboot",outcome="panic",topic="compute"} 1
`, "oslo_client_requests_total")
}

// rate sees no increase in a series that is born with its first loss.
func TestLossesAreCountedFromZero(t *testing.T) {
	_, m, registry := open(t)
	m.OnState(amqp.ConnectionState{Name: "reply", State: amqp.StateReady})
	expose(t, registry, `
# HELP oslo_connection_transitions_total Changes of the connections' state; state "lost" counts losses.
# TYPE oslo_connection_transitions_total counter
oslo_connection_transitions_total{connection="reply",state="lost"} 0
oslo_connection_transitions_total{connection="reply",state="ready"} 1
`, "oslo_connection_transitions_total")
}

// Messages that reach no server and no event are counted all the same.
func TestDroppedMessages(t *testing.T) {
	m, registry := prometheus.New(), prom.NewPedanticRegistry()
	registry.MustRegister(m)
	tr := oslotest.Open(t, oslo.WithOnDrop(m.OnDrop))
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
	l.Handle(notify.Event{Run: func(context.Context, *notify.Incoming) error { return nil }})
	oslotest.Start(t, l)
	oslotest.PublishRaw(t, tr, "notifications.info", "no JSON")
	oslotest.PublishRaw(t, tr, "notifications.info", `{"event_type": "e", "priority": "URGENT", "payload": {}}`)
	expose(t, registry, `
# HELP oslo_messages_dropped_total Messages taken from the bus and dropped.
# TYPE oslo_messages_dropped_total counter
oslo_messages_dropped_total{kind="notification",reason="duplicate"} 0
oslo_messages_dropped_total{kind="notification",reason="requeued"} 0
oslo_messages_dropped_total{kind="notification",reason="stray"} 0
oslo_messages_dropped_total{kind="notification",reason="unknown_priority"} 1
oslo_messages_dropped_total{kind="notification",reason="unreadable"} 1
oslo_messages_dropped_total{kind="reply",reason="unreadable"} 0
oslo_messages_dropped_total{kind="request",reason="drained"} 0
oslo_messages_dropped_total{kind="request",reason="duplicate"} 0
oslo_messages_dropped_total{kind="request",reason="redelivered"} 0
oslo_messages_dropped_total{kind="request",reason="stray"} 0
oslo_messages_dropped_total{kind="request",reason="unreadable"} 0
`, "oslo_messages_dropped_total")
}

func TestConnections(t *testing.T) {
	_, m, registry := open(t)
	fake, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer fake.Close()
	onState := func(c *amqp.Config) error { c.OnState = m.OnState; return nil }
	rabbit, err := oslo.Open(t.Context(), "rabbit://127.0.0.1:1/", amqp.Driver(onState)) // nobody listens there
	if err != nil {
		t.Fatal(err)
	}
	defer rabbit.Close()
	registry.MustRegister(prometheus.Connections(fake, rabbit))
	expose(t, registry, `
# HELP oslo_calls_waiting Calls that wait for their reply.
# TYPE oslo_calls_waiting gauge
oslo_calls_waiting 0
# HELP oslo_connections Connections, by what they are for and what they do.
# TYPE oslo_connections gauge
oslo_connections{connection="reply",state="idle"} 1
# HELP oslo_replies_pending Replies that are sent again, for want of a queue or a connection.
# TYPE oslo_replies_pending gauge
oslo_replies_pending 0
`, "oslo_connections", "oslo_calls_waiting", "oslo_replies_pending")

	client := oslo.NewClient(rabbit, oslo.Target{Topic: "compute"}, oslo.WithRetry(0), oslo.WithTimeout(5*time.Second), oslo.WithInterceptor(m.Client))
	if err := client.Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, nil); !errors.Is(err, oslo.ErrUnavailable) {
		t.Fatal(err)
	}
	m.OnState(amqp.ConnectionState{Name: "send", State: amqp.StateLost})
	expose(t, registry, `
# HELP oslo_client_requests_total Calls, casts and fanouts sent.
# TYPE oslo_client_requests_total counter
oslo_client_requests_total{kind="call",method="reboot",outcome="unavailable",topic="compute"} 1
`, "oslo_client_requests_total")
	if n, err := testutil.GatherAndCount(registry, "oslo_connection_transitions_total"); n < 2 || err != nil {
		t.Errorf("%d transitions (%v)", n, err)
	}
}

// Metrics never change what becomes of a message, whatever it is called.
func TestNamesThatAreNotUTF8(t *testing.T) {
	const bad = "a\xffb"
	tr, m, registry := open(t)
	srv := oslo.NewServer(tr, oslo.Target{Topic: bad, Server: "s"}, oslo.WithServerInterceptor(m.Server))
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"m": func(context.Context, *oslo.Incoming) (any, error) { return nil, nil },
	}})
	run(t, srv)
	l := notify.NewListener(tr, []oslo.Target{{Topic: "n"}}, notify.WithEventInterceptor(m.Event))
	handled := make(chan struct{}, 1)
	l.Handle(notify.Event{Name: bad, Run: func(context.Context, *notify.Incoming) error {
		handled <- struct{}{}
		return nil
	}})
	run(t, l)

	client := oslo.NewClient(tr, oslo.Target{Topic: bad}, oslo.WithInterceptor(m.Client))
	if err := client.Call(t.Context(), &oslo.Method{Name: "m"}, nil, nil); err != nil {
		t.Error(err)
	}
	notifier := notify.NewNotifier(tr, "p", notify.WithTopics("n"), notify.WithDriver(m.NotifyDriver(notify.MessagingV2Driver())))
	if err := notifier.Info(t.Context(), bad, nil); err != nil {
		t.Error(err)
	}
	<-handled
	m.OnState(amqp.ConnectionState{Name: bad, State: amqp.StateReady})
	if _, err := registry.Gather(); err != nil {
		t.Error(err)
	}
}

// A method that passes on the refusal of another server was found, and ran.
func TestRefusalByAnotherServerIsNotTheServersOwn(t *testing.T) {
	tr, m, registry := open(t)
	other := oslo.NewServer(tr, oslo.Target{Topic: "other", Server: "s"})
	dispatch.Register(other, oslo.Endpoint{Methods: map[string]oslo.Func{}})
	run(t, other)
	inner := oslo.NewClient(tr, oslo.Target{Topic: "other"})
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "s"}, oslo.WithServerInterceptor(m.Server))
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"outer": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			return nil, inner.Call(ctx, &oslo.Method{Name: "inner"}, nil, nil)
		},
	}})
	run(t, srv)
	_ = oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Call(t.Context(), &oslo.Method{Name: "outer"}, nil, nil)
	expose(t, registry, `
# HELP oslo_server_requests_total Requests run.
# TYPE oslo_server_requests_total counter
oslo_server_requests_total{kind="call",method="outer",outcome="remote",topic="compute"} 1
`, "oslo_server_requests_total")
}
