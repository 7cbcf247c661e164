package oslo_test

import (
	"context"
	"runtime"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// What a background job keeps of a request, its ctx or its request context, does not
// keep the message.
func TestKeptContextsDoNotKeepTheMessage(t *testing.T) {
	const calls, size = 20, 1 << 18
	for name, keep := range map[string]func(ctx context.Context) any{
		"the request context": func(ctx context.Context) any { return oslo.RequestContextFrom(ctx) },
		"all of it":           func(ctx context.Context) any { return oslo.RequestContextFrom(ctx).Without("none") },
		"the ctx":             func(ctx context.Context) any { return context.WithoutCancel(ctx) },
		"Only":                func(ctx context.Context) any { return oslo.RequestContextFrom(ctx).Only("user_id") },
		"Without":             func(ctx context.Context) any { return oslo.RequestContextFrom(ctx).Without("project_id") },
		"With": func(ctx context.Context) any {
			rc, err := oslo.RequestContextFrom(ctx).With(map[string]any{"job": 1})
			if err != nil {
				t.Error(err)
			}
			return rc
		},
	} {
		t.Run(name, func(t *testing.T) {
			tr := oslotest.Open(t)
			kept := make(chan any, calls)
			srv := oslo.NewServer(tr, demo)
			dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{"keep": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
				kept <- keep(ctx)
				return nil, nil
			}}})
			oslotest.Start(t, srv)
			ctx := oslotest.Context(t, map[string]any{"user_id": "u1", "project_id": "p1"})
			c := oslo.NewClient(tr, oslo.Target{Topic: demo.Topic})
			before := heap()
			for range calls {
				if err := c.Call(ctx, &oslo.Method{Name: "keep"}, map[string]any{"blob": strings.Repeat("x", size)}, nil); err != nil {
					t.Fatal(err)
				}
			}
			if err := srv.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			if grown := heap() - before; grown > calls*size/2 {
				t.Errorf("%d kept %d KiB", calls, grown>>10)
			}
			for range calls {
				rc, ok := (<-kept).(oslo.RequestContext)
				if !ok {
					continue
				}
				var user string
				if _, err := rc.Get("user_id", &user); err != nil || user != "u1" {
					t.Errorf("kept %q, %v", user, err)
				}
			}
		})
	}
}

// heap is how much of the heap is in use, in bytes.
func heap() int64 {
	runtime.GC()
	runtime.GC() // of what pools held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
