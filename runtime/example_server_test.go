package oslo_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/transport"
)

// An interceptor of a server sees each request around its method. Decode reads the
// arguments, here of any method.
func ExampleWithServerInterceptor() {
	tr := openExample("fake:///server-interceptor")
	defer tr.Close()
	audit := func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
		var args map[string]any
		if err := in.Decode(&args); err != nil {
			return nil, err
		}
		result, err := next(ctx, in)
		fmt.Println(in.Method, args, result, err)
		return result, err
	}
	srv := oslo.NewServer(tr, oslo.Target{Topic: "greeter", Server: "host-1"}, oslo.WithServerInterceptor(audit))
	dispatch.Register(srv, greeter("host-1", nil))
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	_ = oslo.NewClient(tr, oslo.Target{Topic: "greeter"}).Call(context.Background(), &greet, &greetArgs{"Ada"}, nil)
	// Output: greet map[name:Ada] hello Ada <nil>
}

// A method finds its request in its ctx.
func ExampleIncomingFrom() {
	tr := openExample("fake:///incoming")
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"reboot": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			in := oslo.IncomingFrom(ctx)
			return in.Method + " on " + in.Target.Server + ", a call: " + fmt.Sprint(in.MessageID != ""), nil
		},
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	var answer string
	err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Call(context.Background(), &oslo.Method{Name: "reboot"}, nil, &answer)
	fmt.Println(answer, err)
	// Output: reboot on cmp-1, a call: true <nil>
}

// A method chooses the exception that its caller sees.
func ExampleRemoteError() {
	tr := openExample("fake:///remote")
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) {
			return nil, &oslo.RemoteError{
				Module: "nova.exception", Class: "InstanceNotFound", Message: "Instance i1 could not be found.",
				Kwargs: map[string]any{"instance_id": "i1"},
			}
		},
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Call(context.Background(), &oslo.Method{Name: "reboot"}, nil, nil)
	fmt.Println(err, oslo.CodeOf(err))
	// Output: remote error: nova.exception.InstanceNotFound: Instance i1 could not be found. remote
}

// Messages that no method gets are counted.
func ExampleWithOnDrop() {
	drops := make(chan transport.Drop, 1)
	option := oslo.WithOnDrop(func(d transport.Drop) { drops <- d })
	tr := openExample("fake:///drops", option)
	defer tr.Close()
	defer serveExample(tr, "host-1", nil)()
	publishRaw(tr, "greeter", "no JSON")
	fmt.Printf("%+v\n", <-drops)
	// Output: {Kind:request Reason:unreadable Queue:greeter}
}

// publishRaw publishes a body as another program may do.
func publishRaw(tr oslo.Transport, key, body string) {
	raw := tr.(interface {
		PublishRaw(ctx context.Context, exchange, key string, body []byte) error
	})
	if err := raw.PublishRaw(context.Background(), "openstack", key, []byte(body)); err != nil {
		log.Fatal(err)
	}
}
