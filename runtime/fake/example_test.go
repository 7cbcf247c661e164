package fake_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
)

// Transports of one URL share a bus. Another path is another bus.
func ExampleDriver() {
	ctx := context.Background()
	open := func(url string) oslo.Transport {
		tr, err := oslo.Open(ctx, url, fake.Driver())
		if err != nil {
			log.Fatal(err)
		}
		return tr
	}
	one, same, other := open("fake:///one"), open("fake:///one"), open("fake:///other")
	srv := oslo.NewServer(one, oslo.Target{Topic: "volumes", Server: "host1"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Volumes", Methods: map[string]oslo.Func{
		"get": func(context.Context, *oslo.Incoming) (any, error) { return "v1", nil },
	}})
	if err := srv.Start(ctx); err != nil {
		log.Fatal(err)
	}
	for _, tr := range []oslo.Transport{same, other} {
		client := oslo.NewClient(tr, oslo.Target{Topic: "volumes"}, oslo.WithMandatory())
		fmt.Println(oslo.CodeOf(client.Call(ctx, &oslo.Method{Name: "get"}, nil, nil)))
	}
	fmt.Println(srv.Wait(ctx), one.Close(), same.Close(), other.Close())
	// Output:
	// ok
	// undeliverable
	// <nil> <nil> <nil> <nil>
}
