package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
)

// These examples use the runtime as generated code does; see examples/api for the
// annotated interface, the generated code and its use.

// greeter is what generated code registers for an interface with one method.
func greeter(host string, greeted chan<- string) oslo.Endpoint {
	return oslo.Endpoint{Name: "Greeter", Version: "1.1", Methods: map[string]oslo.Func{
		"greet": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var args struct {
				Name string `json:"name"`
			}
			if err := in.Decode(&args); err != nil {
				return nil, err
			}
			if greeted != nil {
				greeted <- host
			}
			return "hello " + args.Name, nil
		},
	}}
}

var greet = oslo.Method{Name: "greet", Version: "1.0"}

type greetArgs struct {
	Name string `json:"name"`
}

func openExample(url string, opts ...oslo.OpenOption) oslo.Transport {
	tr, err := oslo.Open(context.Background(), url, append(opts, fake.Driver())...)
	if err != nil {
		log.Fatal(err)
	}
	return tr
}

func serveExample(tr oslo.Transport, host string, greeted chan<- string) (end func()) {
	srv := oslo.NewServer(tr, oslo.Target{Topic: "greeter", Server: host})
	dispatch.Register(srv, greeter(host, greeted))
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	return func() { _ = srv.Wait(context.Background()) }
}

func ExampleClient_Call() {
	tr := openExample("fake://call")
	defer tr.Close()
	defer serveExample(tr, "host-1", nil)()

	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"})
	var greeting string
	err := c.Call(context.Background(), &greet, &greetArgs{"wörld"}, &greeting)
	fmt.Println(greeting, err)

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	err = c.On("nobody").Call(ctx, &greet, &greetArgs{"x"}, &greeting)
	fmt.Println(errors.Is(err, oslo.ErrTimeout))
	// Output:
	// hello wörld <nil>
	// true
}

func ExampleClient_On() {
	tr := openExample("fake://on")
	defer tr.Close()
	greeted := make(chan string, 1)
	defer serveExample(tr, "host-1", greeted)()
	defer serveExample(tr, "host-2", greeted)()

	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"})
	err := c.On("host-2").Call(context.Background(), &greet, &greetArgs{"x"}, nil)
	fmt.Println(<-greeted, err)
	// Output: host-2 <nil>
}

func ExampleClient_Cast() {
	tr := openExample("fake://cast")
	defer tr.Close()
	greeted := make(chan string, 1)
	defer serveExample(tr, "host-1", greeted)()

	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"})
	err := c.Cast(context.Background(), &greet, &greetArgs{"x"})
	fmt.Println(err)
	fmt.Println(<-greeted)
	// Output:
	// <nil>
	// host-1
}

func ExampleClient_Fanout() {
	tr := openExample("fake://fanout")
	defer tr.Close()
	greeted := make(chan string, 2)
	defer serveExample(tr, "host-1", greeted)()
	defer serveExample(tr, "host-2", greeted)()

	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"})
	if err := c.Fanout(context.Background(), &greet, &greetArgs{"all"}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(<-greeted)
	fmt.Println(<-greeted)
	// Unordered output:
	// host-1
	// host-2
}

func ExamplePin() {
	tr := openExample("fake://pin")
	defer tr.Close()

	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"}, oslo.Pin("1.3"))
	err := c.Cast(context.Background(), &oslo.Method{Name: "new_method", Version: "1.4"}, nil)
	var capped *oslo.VersionCapError
	fmt.Println(errors.As(err, &capped), c.CanSend("1.2"))
	// Output: true true
}

func ExampleWithInterceptor() {
	tr := openExample("fake://interceptor")
	defer tr.Close()
	defer serveExample(tr, "host-1", nil)()

	logging := func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		err := next(ctx, r)
		fmt.Println(r.Kind, r.Method, "on", r.Target.Topic, err)
		return err
	}
	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"}, oslo.WithInterceptor(logging))
	_ = c.Call(context.Background(), &greet, &greetArgs{"x"}, nil)
	// Output: call greet on greeter <nil>
}

// gateway passes every request on to the region behind it.
type gateway struct{ region *oslo.Client }

func (g gateway) Handle(ctx context.Context, in *oslo.Incoming) (any, error) {
	return in.Relay(ctx, g.region)
}

// A gateway between two buses, which knows no methods.
func ExampleIncoming_Relay() {
	region, edge := openExample("fake://region"), openExample("fake://edge")
	defer region.Close()
	defer edge.Close()
	defer serveExample(region, "host-1", nil)()

	srv := oslo.NewServer(edge, oslo.Target{Topic: "greeter", Server: "gateway"},
		oslo.WithHandler(gateway{oslo.NewClient(region, oslo.Target{Topic: "greeter"})}))
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer srv.Wait(context.Background())

	var greeting string
	err := oslo.NewClient(edge, oslo.Target{Topic: "greeter"}).Call(context.Background(), &greet, &greetArgs{"Ada"}, &greeting)
	fmt.Println(greeting, err)
	// Output: hello Ada <nil>
}

func ExampleServer_Serve() {
	tr := openExample("fake://serve")
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "greeter", Server: "host-1"}, oslo.WithWorkers(8))
	dispatch.Register(srv, greeter("host-1", nil))

	// In a service ctx comes from signal.NotifyContext.
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	fmt.Println(srv.Serve(ctx)) // takes no more requests, finishes those it has
	// Output: <nil>
}

func ExampleErrors() {
	tr := openExample("fake://errors")
	defer tr.Close()
	var errNotFound = errors.New("no such instance")
	table := oslo.NewErrors(oslo.ErrorValue("nova.exception.InstanceNotFound", errNotFound).Expected())

	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "host-1"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Compute", Errors: table, Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) {
			return nil, fmt.Errorf("reboot 4b1e: %w", errNotFound)
		},
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()

	c := oslo.NewClient(tr, oslo.Target{Topic: "compute"})
	err := c.Call(context.Background(), &oslo.Method{Name: "reboot", Errors: table}, nil, nil)
	fmt.Println(err)
	fmt.Println(errors.Is(err, errNotFound))
	// Output:
	// remote error: nova.exception.InstanceNotFound: reboot 4b1e: no such instance
	// true
}

func ExampleService() {
	tr := openExample("fake://service")
	defer tr.Close()
	rpc := oslo.NewServer(tr, oslo.Target{Topic: "greeter", Server: "host-1"})
	dispatch.Register(rpc, greeter("host-1", nil))
	say := func(what string) func(context.Context) error {
		return func(context.Context) error { fmt.Println(what); return nil }
	}

	s := oslo.NewService(oslo.Hooks{OnStart: say("open the database"), OnWait: say("close the database")}, rpc)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	fmt.Println(s.Serve(ctx))
	// Output:
	// open the database
	// close the database
	// <nil>
}

func ExampleWithRequestContext() {
	rc, err := oslo.NewRequestContext(map[string]any{"request_id": "req-7", "user_id": "u1"})
	if err != nil {
		log.Fatal(err)
	}
	ctx := oslo.WithRequestContext(context.Background(), rc) // what calls made with ctx carry

	var id string
	ok, err := oslo.RequestContextFrom(ctx).Get("request_id", &id)
	fmt.Println(id, ok, err)
	// Output: req-7 true <nil>
}
