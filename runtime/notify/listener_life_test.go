package notify_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
)

// An event, and a batch of them, may stop their listener, but not wait for it.
func TestEventStopsItsListener(t *testing.T) {
	for name, opts := range map[string][]notify.ListenerOption{
		"single": {notify.WithWorkers(1)}, "batch": {notify.WithWorkers(1), notify.WithBatch(1, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
				var l *notify.Listener
				done := make(chan error, 3)
				end := func(ctx context.Context) error {
					time.Sleep(time.Second) // the others are taken meanwhile
					if err := l.Wait(ctx); err == nil || !strings.Contains(err.Error(), "would wait for itself") {
						t.Errorf("Wait: %v", err)
					}
					done <- l.Stop(ctx)
					return nil
				}
				l = notify.NewListener(tr, notifications, opts...)
				l.Handle(notify.Event{
					Run:      func(ctx context.Context, _ *notify.Incoming) error { return end(ctx) },
					RunBatch: func(ctx context.Context, _ []*notify.Incoming) error { return end(ctx) },
				})
				served := make(chan error, 1)
				go func() { served <- l.Serve(t.Context()) }()
				synctest.Wait()
				send(t, n.Info, "one", "two", "three")
				if err := <-done; err != nil {
					t.Errorf("Stop: %v", err)
				}
				if err := <-served; err != nil {
					t.Errorf("Serve: %v", err)
				}
			})
		})
	}
}

func TestListenerSaysThatTheTransportIsClosed(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, _ *notify.Notifier, _ *testlog.Buffer) {
		l := notify.NewListener(tr, notifications)
		l.Handle(make(heard, 1).event(notify.Event{}, nil))
		served := make(chan error, 1)
		go func() { served <- l.Serve(t.Context()) }()
		synctest.Wait()
		if err := tr.Close(); err != nil {
			t.Fatal(err)
		}
		if err := <-served; !errors.Is(err, oslo.ErrClosed) || !errors.Is(l.Err(), oslo.ErrClosed) {
			t.Errorf("Serve: %v, Err: %v", err, l.Err())
		}
	})
}

func TestHandleAfterStartPanics(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, _ *notify.Notifier, _ *testlog.Buffer) {
		h := make(heard, 1)
		l := hear(t, tr, []notify.Event{h.event(notify.Event{}, nil)})
		defer func() {
			if p, _ := recover().(string); !strings.Contains(p, "before Start") {
				t.Errorf("panicked with %q", p)
			}
		}()
		l.Handle(h.event(notify.Event{Type: "late"}, nil))
	})
}
