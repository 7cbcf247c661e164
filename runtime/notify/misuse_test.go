package notify_test

import (
	"context"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestMisuseOfANotifierIsAnErrorOfItsNotifications(t *testing.T) {
	var driver notify.TestDriver
	n := notify.NewNotifier(nil, "compute.host1", notify.WithDriver(&driver))
	for want, bad := range map[string]*notify.Notifier{
		"was not made by NewNotifier": {},
		`the topics are []`:           n.With(notify.WithTopics()),
		`longer than 246 bytes`:       n.With(notify.WithTopics(strings.Repeat("t", 247))),
		`the topics are [""]`:         n.With(notify.WithTopics("")),
		"a driver is nil":             n.With(notify.WithDriver(nil)),
		"an interceptor is nil":       n.With(notify.WithInterceptor(nil)),
		"option is nil":               n.With(nil),
		"has no transport":            notify.NewNotifier(nil, "compute.host1"),
	} {
		if err := bad.Info(t.Context(), "e", nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if err := n.With(notify.WithTopics()).With(notify.WithTopics("t")).Info(t.Context(), "e", nil); err != nil {
		t.Errorf("a copy that corrects it: %v", err)
	}
	if len(driver.Sent()) != 1 {
		t.Errorf("sent %d", len(driver.Sent()))
	}
}

func TestMisuseOfAListenerIsAnErrorOfItsStart(t *testing.T) {
	tr := oslotest.Open(t)
	run := func(context.Context, *notify.Incoming) error { return nil }
	for want, l := range map[string]*notify.Listener{
		"transport is nil":     notify.NewListener(nil, notifications),
		"option is nil":        notify.NewListener(tr, notifications, nil),
		"WithWorkers(-1)":      notify.NewListener(tr, notifications, notify.WithWorkers(-1)),
		"WithDrainTimeout(-1s": notify.NewListener(tr, notifications, notify.WithDrainTimeout(-time.Second)),
		"WithBatch(-1)":        notify.NewListener(tr, notifications, notify.WithBatch(-1, 0)),
		"WithRequeue(-1)":      notify.NewListener(tr, notifications, notify.WithRequeue(-1, 0)),
		"WithPoolExpiry(-1s":   notify.NewListener(tr, notifications, notify.WithPool("p"), notify.WithPoolExpiry(-time.Second)),
		"with WithPool":        notify.NewListener(tr, notifications, notify.WithPoolExpiry(time.Second)),
		"a function is nil":    notify.NewListener(tr, notifications, notify.WithEventInterceptor(nil)),
	} {
		l.Handle(notify.Event{Run: run})
		if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A typed event is given its payload alone; the rest is in its ctx.
func TestEventsKnowTheirNotification(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		if notify.IncomingFrom(t.Context()) != nil {
			t.Error("a notification outside of an event")
		}
		got := make(chan *notify.Incoming, 1)
		hear(t, tr, []notify.Event{{Run: func(ctx context.Context, _ *notify.Incoming) error {
			got <- notify.IncomingFrom(ctx)
			return nil
		}}})
		if err := n.Warn(oslotest.Context(t, map[string]any{"user_id": "u1"}), "disk.full", nil); err != nil {
			t.Fatal(err)
		}
		in := <-got
		if in == nil || in.PublisherID != "compute.host1" || in.EventType != "disk.full" || in.Priority != notify.PriorityWarn ||
			in.MessageID == "" || !in.Timestamp.Equal(time.Now()) || in.Topic != "notifications" || in.Redelivered {
			t.Errorf("got %+v", in)
		}
	})
}

func TestNotifierInterceptors(t *testing.T) {
	var driver notify.TestDriver
	var id string
	var seen []string
	see := func(name string) notify.Interceptor {
		return func(ctx context.Context, n *notify.Notification, next notify.Send) error {
			id, seen = n.MessageID, append(seen, name)
			n.PublisherID += "+" + name
			return next(ctx, n)
		}
	}
	n := notify.NewNotifier(nil, "p", notify.WithDriver(&driver, notify.NoopDriver()), notify.WithTopics("a", "b"), notify.WithInterceptor(see("one")))
	if err := n.With(notify.WithInterceptor(see("two"))).Info(t.Context(), "e", nil); err != nil {
		t.Fatal(err)
	}
	if sent := driver.Sent(); len(sent) != 1 || sent[0].MessageID != id || sent[0].PublisherID != "p+one+two" || len(seen) != 2 {
		t.Errorf("sent %+v, seen %v", sent, seen)
	}
}

// One transport serves the notifiers of several exchanges.
func TestNotifierExchange(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		h := make(heard, 2)
		l := notify.NewListener(tr, []oslo.Target{{Exchange: "cinder", Topic: "notifications"}})
		l.Handle(h.event(notify.Event{}, nil))
		oslotest.Start(t, l)
		send(t, n.With(notify.WithExchange("cinder")).Info, "cinder's")
		h.want(t, "cinder's")
	})
}
