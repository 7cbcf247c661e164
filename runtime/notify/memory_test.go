package notify_test

import (
	"context"
	"runtime"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// A background job that keeps an event's ctx, or its request context, does not keep the
// notification.
func TestKeptContextsDoNotKeepTheNotification(t *testing.T) {
	const events, size = 20, 1 << 18
	for name, keep := range map[string]func(ctx context.Context) any{
		"the ctx":             func(ctx context.Context) any { return context.WithoutCancel(ctx) },
		"the request context": func(ctx context.Context) any { return oslo.RequestContextFrom(ctx) },
	} {
		t.Run(name, func(t *testing.T) {
			tr, kept := oslotest.Open(t), make(chan any, events)
			l := notify.NewListener(tr, notifications)
			l.Handle(notify.Event{Run: func(ctx context.Context, _ *notify.Incoming) error {
				kept <- keep(ctx)
				return nil
			}})
			oslotest.Start(t, l)
			ctx := oslotest.Context(t, map[string]any{"user_id": "u1"})
			n := notify.NewNotifier(tr, "p")
			before := heap()
			for range events {
				if err := n.Info(ctx, "e", strings.Repeat("x", size)); err != nil {
					t.Fatal(err)
				}
			}
			var all []any
			for range events {
				all = append(all, <-kept)
			}
			if err := l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			if grown := heap() - before; grown > events*size/2 {
				t.Errorf("%d kept %d KiB", events, grown>>10)
			}
			for _, one := range all {
				rc, ok := one.(oslo.RequestContext)
				if ctx, is := one.(context.Context); is {
					rc, ok = oslo.RequestContextFrom(ctx), notify.IncomingFrom(ctx).EventType == "e"
				}
				var user string
				if _, err := rc.Get("user_id", &user); err != nil || user != "u1" || !ok {
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
