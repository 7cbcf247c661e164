package otel_test

import (
	"context"
	"fmt"
	"log"

	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	oslootel "github.com/oslogen/oslogen/contrib/otel"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
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
