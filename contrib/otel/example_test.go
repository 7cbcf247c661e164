package otel_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	oslootel "github.com/oslogen/oslogen/contrib/otel"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Example traces a call from its client to its server. A service sets its
// providers and propagator once, as the OpenTelemetry documentation says, and
// leaves the options out.
func Example() {
	ctx := context.Background()
	spans := tracetest.NewSpanRecorder()
	opts := []oslootel.Option{
		oslootel.WithTracerProvider(sdk.NewTracerProvider(sdk.WithSpanProcessor(spans))),
		oslootel.WithPropagator(propagation.TraceContext{}),
	}
	tr, err := oslo.Open(ctx, "fake://", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()

	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-7"},
		oslo.WithServerInterceptor(oslootel.Server(opts...)))
	dispatch.Register(srv, oslo.Endpoint{Name: "compute", Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) { return "done", nil },
	}})
	if err := srv.Start(ctx); err != nil {
		log.Fatal(err)
	}
	defer srv.Wait(ctx)

	client := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.WithInterceptor(oslootel.Client(opts...)))
	var out string
	if err := client.Call(ctx, &oslo.Method{Name: "reboot"}, nil, &out); err != nil {
		log.Fatal(err)
	}
	server, caller := spans.Ended()[0], spans.Ended()[1]
	fmt.Println(caller.Name())
	fmt.Println(server.Name(), server.Parent().SpanID() == caller.SpanContext().SpanID())
	// Output:
	// call compute reboot
	// process compute reboot true
}

// Example_notifications traces a notification from its notifier to its event, and
// counts the messages that are dropped.
func Example_notifications() {
	ctx := context.Background()
	spans := tracetest.NewSpanRecorder()
	opts := []oslootel.Option{
		oslootel.WithTracerProvider(sdk.NewTracerProvider(sdk.WithSpanProcessor(spans))),
		oslootel.WithPropagator(propagation.TraceContext{}),
	}
	tr, err := oslo.Open(ctx, "fake:///notifications", fake.Driver(), oslo.WithOnDrop(oslootel.OnDrop(opts...)))
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()

	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, notify.WithEventInterceptor(oslootel.Event(opts...)))
	l.Handle(notify.Event{Type: "instance.exists", Run: func(context.Context, *notify.Incoming) error { return nil }})
	if err := l.Start(ctx); err != nil {
		log.Fatal(err)
	}
	driver := oslootel.NotifyDriver(notify.MessagingV2Driver(), opts...)
	if err := notify.NewNotifier(tr, "compute.cmp-7", notify.WithDriver(driver)).Info(ctx, "instance.exists", nil); err != nil {
		log.Fatal(err)
	}
	for len(spans.Ended()) < 2 {
		time.Sleep(time.Millisecond)
	}
	_ = l.Wait(ctx)
	for _, span := range spans.Ended() {
		fmt.Println(span.Name())
	}
	// Unordered output:
	// notify notifications instance.exists
	// process notifications instance.exists
}
