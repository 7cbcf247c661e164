package prometheus_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	prom "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	osloprom "github.com/oslogen/oslogen/contrib/prometheus"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Example serves the metrics of a client and a server.
func Example() {
	ctx := context.Background()
	m := osloprom.New()
	onState := func(c *amqp.Config) error { c.OnState = m.OnState; return nil }
	tr, err := oslo.Open(ctx, "fake://", fake.Driver(), amqp.Driver(onState)) // rabbit://user:password@host/ in a service
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	registry := prom.NewRegistry()
	registry.MustRegister(m, osloprom.Connections(tr))

	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-7"}, oslo.WithServerInterceptor(m.Server))
	dispatch.Register(srv, oslo.Endpoint{Name: "compute", Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) { return "done", nil },
	}})
	if err := srv.Start(ctx); err != nil {
		log.Fatal(err)
	}
	defer srv.Wait(ctx)

	client := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.WithInterceptor(m.Client))
	if err := client.Call(ctx, &oslo.Method{Name: "reboot"}, nil, nil); err != nil {
		log.Fatal(err)
	}

	page := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text, _ := io.ReadAll(page.Body)
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "_requests_total{") {
			fmt.Print(line)
		}
	}
	// Output:
	// oslo_client_requests_total{kind="call",method="reboot",outcome="ok",topic="compute"} 1
	// oslo_server_requests_total{kind="call",method="reboot",outcome="ok",topic="compute"} 1
}

// ExampleMetrics_Event counts notifications, those that are sent and those that are
// handled.
func ExampleMetrics_Event() {
	ctx := context.Background()
	m := osloprom.New()
	tr, err := oslo.Open(ctx, "fake:///notifications", fake.Driver(), oslo.WithOnDrop(m.OnDrop))
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	registry := prom.NewRegistry()
	registry.MustRegister(m)

	handled := make(chan bool)
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, notify.WithEventInterceptor(m.Event))
	l.Handle(notify.Event{Type: "instance.exists", Run: func(context.Context, *notify.Incoming) error {
		close(handled)
		return nil
	}})
	if err := l.Start(ctx); err != nil {
		log.Fatal(err)
	}
	driver := m.NotifyDriver(notify.MessagingV2Driver())
	if err := notify.NewNotifier(tr, "compute.cmp-7", notify.WithDriver(driver)).Info(ctx, "instance.exists", nil); err != nil {
		log.Fatal(err)
	}
	<-handled
	_ = l.Wait(ctx) // the event has been counted then

	page := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for line := range strings.Lines(page.Body.String()) {
		if strings.HasPrefix(line, "oslo_notifications_") {
			fmt.Print(line)
		}
	}
	// Output:
	// oslo_notifications_handled_total{event="instance.exists",outcome="ok",priority="info"} 1
	// oslo_notifications_sent_total{event_type="instance.exists",outcome="ok",priority="info"} 1
}
