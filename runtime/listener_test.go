package runtime_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

var notifications = []oslo.Target{{Topic: "notifications"}}

// hear starts a listener of events; it is drained with the test.
func hear(t *testing.T, tr oslo.Transport, events []oslo.Event, opts ...oslo.ListenerOption) *oslo.NotificationListener {
	t.Helper()
	l := oslo.NewNotificationListener(tr, notifications, opts...)
	l.Handle(events...)
	if err := l.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Wait(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return l
}

// heard records the event types that an event was run for.
type heard chan string

func (h heard) event(e oslo.Event, err error) oslo.Event {
	e.Run = func(_ context.Context, in *oslo.IncomingNotification) error {
		h <- in.EventType
		return err
	}
	return e
}

// all returns what was heard once everything has settled.
func (h heard) all() []string {
	synctest.Wait()
	var got []string
	for len(h) > 0 {
		got = append(got, <-h)
	}
	slices.Sort(got)
	return got
}

func (h heard) want(t *testing.T, want ...string) {
	t.Helper()
	if got := h.all(); !slices.Equal(got, want) {
		t.Errorf("heard %v, want %v", got, want)
	}
}

// left returns how many notifications wait in the queue of priority info.
func left(t *testing.T, tr oslo.Transport) int {
	t.Helper()
	n := 0
	l, err := tr.Subscribe(t.Context(), oslo.Subscription{Targets: notifications, Priorities: []oslo.Priority{oslo.PriorityInfo}},
		func(*oslo.IncomingNotification) { n++ })
	if err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	return n
}

func bubble(t *testing.T, f func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, log *logBuffer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		log, text := logged()
		tr := opened(t, oslo.WithLogger(log))
		f(t, tr, oslo.NewNotifier(tr, "compute.host1"), text)
	})
}

func send(t *testing.T, f func(context.Context, string, any) error, events ...string) {
	t.Helper()
	for _, e := range events {
		if err := f(t.Context(), e, map[string]any{"name": e}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestListenerChoosesEvents(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		all, exact, errs, filtered := make(heard, 10), make(heard, 10), make(heard, 10), make(heard, 10)
		hear(t, tr, []oslo.Event{
			all.event(oslo.Event{}, nil),
			exact.event(oslo.Event{Type: "instance.create.end"}, nil),
			errs.event(oslo.Event{Priorities: []oslo.Priority{oslo.PriorityError}}, nil),
			filtered.event(oslo.Event{Filter: oslo.NotificationFilter{EventType: `instance\..*\.(start|end)$`}}, nil),
		})
		send(t, n.Info, "instance.create.end", "instance.create.end.not")
		send(t, n.Error, "instance.delete.end")
		all.want(t, "instance.create.end", "instance.create.end.not", "instance.delete.end")
		exact.want(t, "instance.create.end")
		errs.want(t, "instance.delete.end")
		filtered.want(t, "instance.create.end", "instance.delete.end")
	})
}

func TestEventInterceptors(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		ran := make(heard, 10)
		around := func(name string) func(oslo.Event) oslo.Event {
			return func(e oslo.Event) oslo.Event {
				run := e.Run
				e.Run = func(ctx context.Context, in *oslo.IncomingNotification) error {
					ran <- fmt.Sprintf("%d %s %s %s", len(ran), name, in.Topic, e.Type)
					return run(ctx, in)
				}
				return e
			}
		}
		hear(t, tr, []oslo.Event{ran.event(oslo.Event{Type: "a"}, nil)},
			oslo.WithEventInterceptor(around("first"), around("second")), oslo.WithEventInterceptor(around("third")))
		send(t, n.Info, "a")
		ran.want(t, "0 first notifications a", "1 second notifications a", "2 third notifications a", "a")
	})
}

func TestFilter(t *testing.T) {
	one := func(key, expr string) map[string]string { return map[string]string{key: expr} }
	for _, c := range []struct {
		name   string
		filter oslo.NotificationFilter
		want   bool
	}{
		{"none", oslo.NotificationFilter{}, true},
		{"at the beginning", oslo.NotificationFilter{PublisherID: "comp"}, true},
		{"not in the middle", oslo.NotificationFilter{PublisherID: "host1"}, false},
		{"an alternative is still at the beginning", oslo.NotificationFilter{PublisherID: "x|host1"}, false},
		{"event type", oslo.NotificationFilter{EventType: `instance\.`}, true},
		{"all of them", oslo.NotificationFilter{EventType: `instance\.`, PublisherID: "network"}, false},
		{"context", oslo.NotificationFilter{Context: one("project_id", "^p1$")}, true},
		{"context without the key", oslo.NotificationFilter{Context: one("user_id", ".*")}, false},
		{"context that is no string", oslo.NotificationFilter{Context: one("is_admin", ".*")}, false},
		{"context that is null", oslo.NotificationFilter{Context: one("domain", ".*")}, false},
		{"payload", oslo.NotificationFilter{Payload: one("state", "act")}, true},
		{"payload that differs", oslo.NotificationFilter{Payload: one("state", "err")}, false},
		{"payload that is a number", oslo.NotificationFilter{Payload: one("memory", ".*")}, false},
		{"payload that is null", oslo.NotificationFilter{Payload: one("host", ".*")}, false},
		{"metadata", oslo.NotificationFilter{Metadata: one("message_id", "[0-9a-f]{8}-")}, true},
		{"timestamp", oslo.NotificationFilter{Metadata: one("timestamp", `\d{4}-\d\d-\d\d `)}, true},
		{"metadata of another name", oslo.NotificationFilter{Metadata: one("priority", ".*")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
				h := make(heard, 1)
				hear(t, tr, []oslo.Event{h.event(oslo.Event{Filter: c.filter}, nil)})
				ctx := withContext(t, map[string]any{"project_id": "p1", "is_admin": true, "domain": nil})
				if err := n.Info(ctx, "instance.create", map[string]any{"state": "active", "memory": 512, "host": nil}); err != nil {
					t.Fatal(err)
				}
				if got := len(h.all()) == 1; got != c.want {
					t.Errorf("matched: %v, want %v", got, c.want)
				}
			})
		})
	}
}

func TestFilterOfAPayloadWithoutKeys(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, log *logBuffer) {
		h := make(heard, 1)
		hear(t, tr, []oslo.Event{h.event(oslo.Event{Filter: oslo.NotificationFilter{Payload: map[string]string{"a": "b"}}}, nil)}, oslo.WithRequeue(0, 0))
		if err := n.Info(t.Context(), "e", "no object"); err != nil {
			t.Fatal(err)
		}
		h.want(t)
		if !strings.Contains(log.String(), "notification event failed") {
			t.Errorf("logged %s", log)
		}
	})
}

func TestListenerGivesContextAndPayload(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		got := make(chan string, 1)
		hear(t, tr, []oslo.Event{{Run: func(ctx context.Context, in *oslo.IncomingNotification) error {
			var payload struct{ Name string }
			if err := in.Decode(&payload); err != nil {
				return err
			}
			var user string
			_, err := oslo.RequestContextFrom(ctx).Get("user_id", &user)
			got <- fmt.Sprintf("%s %s %s %s", in.PublisherID, in.Priority, payload.Name, user)
			return err
		}}})
		if err := n.Warn(withContext(t, map[string]any{"user_id": "u1"}), "e", map[string]any{"Name": "vm", "newer": true}); err != nil {
			t.Fatal(err)
		}
		if got := <-got; got != "compute.host1 warn vm u1" {
			t.Errorf("got %s", got)
		}
	})
}

func TestBatches(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		batches := make(heard, 10)
		l := hear(t, tr, []oslo.Event{{
			Filter: oslo.NotificationFilter{EventType: "[^x]"},
			RunBatch: func(_ context.Context, batch []*oslo.IncomingNotification) error {
				text := string(batch[0].Priority)
				for _, in := range batch {
					text += " " + in.EventType
				}
				batches <- text
				return nil
			},
		}}, oslo.WithBatch(4, 5*time.Second), oslo.WithListenerWorkers(1))
		send(t, n.Info, "a", "b", "x")
		synctest.Wait() // the queues are consumed in no order
		batches.want(t)
		send(t, n.Error, "c")
		batches.want(t, "error c", "info a b")
		send(t, n.Info, "d")
		time.Sleep(4 * time.Second)
		batches.want(t)
		time.Sleep(time.Second)
		batches.want(t, "info d")
		send(t, n.Info, "e")
		synctest.Wait()
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		batches.want(t, "info e")
		if n := left(t, tr); n != 0 {
			t.Errorf("%d are left", n)
		}
	})
}

func TestBatchThatFailsGoesBackAsAWhole(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		var sizes []int
		hear(t, tr, []oslo.Event{{RunBatch: func(_ context.Context, batch []*oslo.IncomingNotification) error {
			sizes = append(sizes, len(batch))
			if len(sizes) == 1 {
				return oslo.ErrRequeue
			}
			return nil
		}}}, oslo.WithBatch(3, time.Second), oslo.WithRequeue(1, time.Second), oslo.WithListenerWorkers(1))
		send(t, n.Info, "a", "b", "c")
		time.Sleep(time.Minute)
		synctest.Wait()
		if !slices.Equal(sizes, []int{3, 3}) {
			t.Errorf("batches of %v", sizes)
		}
	})
}

func TestListenerPools(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		red, blue := make(heard, 10), make(heard, 10)
		hear(t, tr, []oslo.Event{red.event(oslo.Event{}, nil)}, oslo.WithPool("red"))
		hear(t, tr, []oslo.Event{red.event(oslo.Event{}, nil)}, oslo.WithPool("red"), oslo.WithPrefetch(1))
		hear(t, tr, []oslo.Event{blue.event(oslo.Event{}, nil)}, oslo.WithPool("blue"))
		send(t, n.Info, "a", "b")
		red.want(t, "a", "b")
		blue.want(t, "a", "b")
	})
}

func TestListenerSetUp(t *testing.T) {
	tr := opened(t)
	run := func(context.Context, *oslo.IncomingNotification) error { return nil }
	for name, c := range map[string]struct {
		targets []oslo.Target
		events  []oslo.Event
		want    string
	}{
		"no event":    {notifications, nil, "no event is registered"},
		"no target":   {nil, []oslo.Event{{Run: run}}, "no target is given"},
		"no topic":    {[]oslo.Target{{}}, []oslo.Event{{Run: run}}, "A topic is required"},
		"no function": {notifications, []oslo.Event{{Type: "a.b"}}, `event "a.b": neither Run nor RunBatch`},
		"bad filter":  {notifications, []oslo.Event{{Name: "n", Run: run, Filter: oslo.NotificationFilter{EventType: "("}}}, `event "n": filter of event_type`},
		"bad payload filter": {
			notifications, []oslo.Event{{Run: run, Filter: oslo.NotificationFilter{Payload: map[string]string{"k": "("}}}}, `filter of payload "k"`,
		},
	} {
		l := oslo.NewNotificationListener(tr, c.targets)
		l.Handle(c.events...)
		if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}

func TestListenerServes(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		h := make(heard, 1)
		l := oslo.NewNotificationListener(tr, notifications, oslo.WithListenerDrainTimeout(time.Second))
		l.Handle(h.event(oslo.Event{}, nil))
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan error)
		go func() { served <- l.Serve(ctx) }()
		send(t, n.Info, "e")
		h.want(t, "e")
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
		l.Reset()
	})
}

func TestFilterOfAPublisherThatIsMissing(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, _ *oslo.Notifier, _ *logBuffer) {
		h := make(heard, 1)
		hear(t, tr, []oslo.Event{h.event(oslo.Event{Filter: oslo.NotificationFilter{PublisherID: ".*"}}, nil)})
		send(t, oslo.NewNotifier(tr, "").Info, "e")
		h.want(t)
	})
}
