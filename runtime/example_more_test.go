package oslo_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
)

// A transport with the settings of a service.
func ExampleOpen() {
	tr, err := oslo.Open(context.Background(), "fake:///open", fake.Driver(), oslo.WithControlExchange("nova"))
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	fmt.Println(tr.Settings().ControlExchange, tr.Settings().ResponseTimeout, tr.Health())
	// Output: nova 1m0s <nil>
}

// Ping asks whether a server answers.
func ExampleClient_Ping() {
	tr := openExample("fake:///ping")
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"}, oslo.WithHandler(dispatch.New(dispatch.WithPing())))
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	fmt.Println(oslo.NewClient(tr, oslo.Target{Topic: "compute"}).On("cmp-1").Ping(context.Background()))
	// Output: <nil>
}

// The pin is looked up for each message.
func ExamplePinFunc() {
	tr := openExample("fake:///pinfunc")
	defer tr.Close()
	lowest := func(context.Context) (string, error) { return "6.1", nil } // of all services
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.PinFunc(lowest))
	err := c.Cast(context.Background(), &oslo.Method{Name: "rebuild", Version: "6.3"}, nil)
	fmt.Println(oslo.CodeOf(err), oslo.NotSent(err))
	// Output: version_cap true
}

// An interceptor sees the arguments as they are sent.
func ExampleRequest_ArgsJSON() {
	tr := openExample("fake:///args")
	defer tr.Close()
	show := func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		args, err := r.ArgsJSON()
		fmt.Println(r.Kind, r.Method, string(args), err)
		return next(ctx, r)
	}
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.WithInterceptor(show))
	if err := c.Cast(context.Background(), &oslo.Method{Name: "sync"}, map[string]any{"host": "cmp-1"}); err != nil {
		log.Fatal(err)
	}
	// Output: cast sync {"host": "cmp-1"} <nil>
}
