package openstackctx_test

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"

	"github.com/oslogen/oslogen/runtime/openstackctx"
)

// With puts a request context into a ctx. Calls with that ctx carry it.
func ExampleWith() {
	ctx, err := openstackctx.With(context.Background(), openstackctx.Context{
		UserID: "u1", ProjectID: "p1", Roles: []string{"member"}, RequestID: "req-1",
	})
	if err != nil {
		log.Fatal(err)
	}
	rc, err := openstackctx.From(ctx) // a method finds the caller's context in its ctx
	fmt.Println(rc.UserID, rc.ProjectID, rc.Roles, rc.RequestID, err)
	// Output: u1 p1 [member] req-1 <nil>
}

// Every log line of a method names its request.
func ExampleLogHandler() {
	withoutTime := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	text := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime})
	logger := slog.New(openstackctx.LogHandler(text))
	ctx, err := openstackctx.With(context.Background(), openstackctx.Context{UserID: "u1", RequestID: "req-1"})
	if err != nil {
		log.Fatal(err)
	}
	logger.InfoContext(ctx, "resizing")
	// Output: level=INFO msg=resizing request_id=req-1 user_id=u1
}

// A service that begins a request itself gives it an id.
func ExampleNewRequestID() {
	ctx, err := openstackctx.With(context.Background(), openstackctx.Context{RequestID: openstackctx.NewRequestID()})
	if err != nil {
		log.Fatal(err)
	}
	rc, err := openstackctx.From(ctx)
	fmt.Println(rc.RequestID[:4], len(rc.RequestID), err)
	// Output: req- 40 <nil>
}
