package intercept_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/intercept"
)

var get = oslo.Method{Name: "get"}

// The client sends again while no server has the topic.
func ExampleRetry() {
	tr, err := oslo.Open(context.Background(), "fake://retry", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	attempts := 0
	count := func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		attempts++
		return next(ctx, r)
	}
	client := oslo.NewClient(tr, oslo.Target{Topic: "volumes"},
		oslo.WithMandatory(), oslo.WithInterceptor(intercept.Retry(2, time.Millisecond), count))
	err = client.Call(context.Background(), &get, nil, nil)
	fmt.Println(attempts, errors.Is(err, oslo.ErrUndeliverable))
	// Output: 3 true
}

// The ctx of a method that takes too long ends.
func ExampleTimeLimit() {
	tr, err := oslo.Open(context.Background(), "fake://limit", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "volumes", Server: "host1"},
		oslo.WithServerInterceptor(intercept.TimeLimit(10*time.Millisecond)))
	dispatch.Register(srv, oslo.Endpoint{Name: "Volumes", Methods: map[string]oslo.Func{
		"get": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	err = oslo.NewClient(tr, oslo.Target{Topic: "volumes"}).Call(context.Background(), &get, nil, nil)
	var remote *oslo.RemoteError
	fmt.Println(errors.As(err, &remote), remote.Class)
	// Output: true MessagingTimeout
}
