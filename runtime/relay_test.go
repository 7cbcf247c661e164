package oslo_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// A relay passes on arguments, results, exceptions and contexts as they came.
func TestRelay(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log))
	behind := oslo.NewServer(oslotest.Open(t), oslo.Target{Topic: "behind", Server: "one"})
	casts := make(chan string, 1)
	dispatch.Register(behind, oslo.Endpoint{Namespace: "n", Version: "1.5", Methods: map[string]oslo.Func{
		"echo": func(ctx context.Context, in *oslo.Incoming) (any, error) {
			var args map[string]any
			if err := in.Decode(&args); err != nil {
				return nil, err
			}
			args["request_id"] = oslo.RequestContextFrom(ctx).RequestID()
			return args, nil
		},
		"fail": func(context.Context, *oslo.Incoming) (any, error) {
			return nil, &oslo.RemoteError{Module: "nova.exception", Class: "NotFound", Message: "gone", Kwargs: map[string]any{"id": "i1"}}
		},
		"tell": func(_ context.Context, in *oslo.Incoming) (any, error) { casts <- in.Method; return nil, nil },
	}})
	gate := oslo.NewServer(tr, oslo.Target{Topic: "gate", Server: "one"},
		oslo.WithHandler(gateway{oslo.NewClient(tr, oslo.Target{Topic: "behind"})}))
	oslotest.Start(t, behind, gate)

	c := oslo.NewClient(tr, oslo.Target{Topic: "gate", Namespace: "n", Version: "1.2"})
	ctx := oslotest.Context(t, map[string]any{"request_id": "req-1"})
	var got map[string]any
	if err := c.Call(ctx, &oslo.Method{Name: "echo"}, map[string]any{"big": int64(1) << 60, "text": "é"}, &got); err != nil ||
		got["big"] != int64(1)<<60 || got["text"] != "é" || got["request_id"] != "req-1" {
		t.Errorf("got %v, %v", got, err)
	}
	var remote *oslo.RemoteError
	if err := c.Call(ctx, &oslo.Method{Name: "fail"}, nil, nil); !errors.As(err, &remote) || remote.Name() != "nova.exception.NotFound" ||
		remote.Message != "gone" || remote.Kwargs["id"] != "i1" {
		t.Errorf("got %+v", remote)
	}
	if err := c.Call(ctx, &oslo.Method{Name: "missing"}, nil, nil); !errors.As(err, new(*oslo.NoSuchMethodError)) {
		t.Errorf("a method that the other server lacks: %v", err)
	}
	if err := c.Cast(ctx, &oslo.Method{Name: "tell"}, nil); err != nil || <-casts != "tell" {
		t.Errorf("cast: %v", err)
	}
	for line := range strings.Lines(text.String()) {
		if strings.Contains(line, "level=ERROR") && strings.Contains(line, "topic=gate") {
			t.Errorf("the gateway logged %s", line)
		}
	}
}
