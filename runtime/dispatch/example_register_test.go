package dispatch_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
)

// A server with one endpoint, without generated code.
func ExampleRegister() {
	tr, err := oslo.Open(context.Background(), "fake:///register", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Compute", Version: "1.2", Methods: map[string]oslo.Func{
		"echo": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var args struct {
				Text string `json:"text"`
			}
			err := in.Decode(&args)
			return args.Text, err
		},
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: "1.1"})
	var got string
	err = c.Call(context.Background(), &oslo.Method{Name: "echo"}, map[string]any{"text": "hello"}, &got)
	fmt.Println(got, err)
	// Output: hello <nil>
}
