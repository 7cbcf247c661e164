package oslo_test

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

type addArgs struct {
	A int `json:"a"`
	B int `json:"b"`
}

var addMethod = oslo.Method{Name: "add", Version: "1.0"}

// add is what an adapter of generated code looks like.
func add(_ context.Context, in *oslo.Incoming) (any, error) {
	var args addArgs
	if err := in.Decode(&args); err != nil {
		return nil, err
	}
	return args.A + args.B, nil
}

// adder serves add on a transport of its own and returns a client.
func adder(tb testing.TB) *oslo.Client {
	tb.Helper()
	tr := oslotest.Open(tb)
	srv := oslo.NewServer(tr, oslo.Target{Topic: "demo", Server: "one"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Adder", Methods: map[string]oslo.Func{"add": add}})
	if err := srv.Start(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := srv.Wait(context.Background()); err != nil {
			tb.Error(err)
		}
	})
	return oslo.NewClient(tr, oslo.Target{Topic: "demo", Version: "1.0"})
}

func BenchmarkCall(b *testing.B) {
	c := adder(b)
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		var sum int
		if err := c.Call(ctx, &addMethod, &addArgs{2, 40}, &sum); err != nil || sum != 42 {
			b.Fatal(sum, err)
		}
	}
}

func BenchmarkCallParallel(b *testing.B) {
	c := adder(b)
	b.ReportAllocs()
	b.SetParallelism(64)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			var sum int
			if err := c.Call(context.Background(), &addMethod, &addArgs{2, 40}, &sum); err != nil || sum != 42 {
				b.Fatal(sum, err)
			}
		}
	})
}
