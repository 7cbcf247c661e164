package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// refusals are what a server answers that does not run a method called inner.
var refusals = []*oslo.RemoteError{
	{Module: "oslo_messaging.rpc.dispatcher", Class: "NoSuchMethod", Message: "Endpoint does not support RPC method inner"},
	{
		Module: "oslo_messaging.rpc.dispatcher", Class: "UnsupportedVersion",
		Message: "Endpoint does not support RPC version 2.0. Attempted method: inner",
	},
	{Module: "builtins", Class: "TypeError", Message: "inner() missing 1 required positional argument: 'size'"},
	{Module: "builtins", Class: "TypeError", Message: "Manager.inner() got an unexpected keyword argument 'size'"},
}

func isRefusal(err error) bool {
	return errors.As(err, new(*oslo.NoSuchMethodError)) || errors.As(err, new(*oslo.UnsupportedVersionError)) ||
		errors.As(err, new(*oslo.ArgumentError))
}

// serve serves methods on topic until the test ends.
func serve(t *testing.T, tr oslo.Transport, topic string, methods map[string]oslo.Func) *oslo.Client {
	t.Helper()
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: "one"})
	dispatch.Register(srv, oslo.Endpoint{Methods: methods})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	return oslo.NewClient(tr, oslo.Target{Topic: topic})
}

// A method that calls another server, and passes on its refusal, did run. Its caller
// must not think otherwise, whatever the two methods are called.
func TestRefusalByAnotherServerIsPassedOnAsARemoteError(t *testing.T) {
	for _, answer := range refusals {
		for _, outer := range []string{"outer", "inner"} {
			tr := oslotest.Open(t)
			inner := serve(t, tr, "b", map[string]oslo.Func{
				"inner": func(context.Context, *oslo.Incoming) (any, error) { return nil, answer },
			})
			client := serve(t, tr, "a", map[string]oslo.Func{
				outer: func(ctx context.Context, _ *oslo.Incoming) (any, error) {
					err := inner.Call(ctx, &oslo.Method{Name: "inner"}, nil, nil)
					if !isRefusal(err) {
						t.Errorf("%s: inner's own caller got %v", answer.Message, err)
					}
					return nil, fmt.Errorf("ask the other: %w", err)
				},
			})
			err := client.Call(t.Context(), &oslo.Method{Name: outer}, nil, nil)
			remote, ok := errors.AsType[*oslo.RemoteError](err)
			if !ok || isRefusal(err) || !strings.Contains(remote.Message, answer.Message) {
				t.Errorf("%s by way of %s: got %v", answer.Message, outer, err)
			}
			if ambiguous := answer.Class != "TypeError" || outer == "inner"; ambiguous && remote.Name() != "oslo_messaging.rpc.client.RemoteError" {
				t.Errorf("%s by way of %s came as %s", answer.Message, outer, remote.Name())
			}
		}
	}
}

// An exception about another function is no answer to the call.
func TestComplaintAboutAnotherFunctionIsNoRefusal(t *testing.T) {
	for _, answer := range append(refusals, &oslo.RemoteError{
		Class: "TypeError", Message: "build() missing 1 required positional argument: 'size'",
	}, &oslo.RemoteError{
		Class: "TypeError", Message: "not_fail() got an unexpected keyword argument 'x'",
	}) {
		if err := failing(t, nil, answer); isRefusal(err) {
			t.Errorf("%s: got %v", answer.Message, errors.Unwrap(err))
		}
	}
}
