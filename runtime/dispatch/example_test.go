package dispatch_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
)

// A server that answers pings, with an endpoint written by hand. Generated code
// registers its endpoints in the same way.
func ExampleWithPing() {
	tr, err := oslo.Open(context.Background(), "fake://ping", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "volumes", Server: "host1"},
		oslo.WithHandler(dispatch.New(dispatch.WithPing())))
	dispatch.Register(srv, oslo.Endpoint{Name: "Volumes", Version: "1.0", Methods: map[string]oslo.Func{
		"get": func(context.Context, *oslo.Incoming) (any, error) { return "v1", nil },
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()

	client := oslo.NewClient(tr, oslo.Target{Topic: "volumes"})
	fmt.Println(client.On("host1").Ping(context.Background()))
	var volume string
	fmt.Println(client.Call(context.Background(), &oslo.Method{Name: "get"}, nil, &volume), volume)
	// Output:
	// <nil>
	// <nil> v1
}

// Only the named methods may be called.
func ExampleExplicitAccess() {
	d := dispatch.New(dispatch.WithAccess(dispatch.ExplicitAccess("get")))
	method := func(context.Context, *oslo.Incoming) (any, error) { return "done", nil }
	err := d.Add(oslo.Endpoint{Name: "Volumes", Methods: map[string]oslo.Func{"get": method, "delete": method}})
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"get", "delete"} {
		fmt.Println(d.Handle(context.Background(), &oslo.Incoming{Method: name}))
	}
	// Output:
	// done <nil>
	// <nil> Endpoint does not support RPC method delete
}
