package notify_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

var notifications = []oslo.Target{{Topic: "notifications"}}

// hear starts a listener of events; it is drained with the test.
func hear(t *testing.T, tr oslo.Transport, events []notify.Event, opts ...notify.ListenerOption) *notify.Listener {
	t.Helper()
	l := notify.NewListener(tr, notifications, opts...)
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

func (h heard) event(e notify.Event, err error) notify.Event {
	e.Run = func(_ context.Context, in *notify.Incoming) error {
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
	l, err := tr.Subscribe(t.Context(), transport.Subscription{Bindings: []transport.Binding{{Exchange: "openstack", Key: "notifications.info"}}},
		func(*transport.Notification) { n++ })
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

func bubble(t *testing.T, f func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		log, text := testlog.New()
		tr := oslotest.Open(t, oslo.WithLogger(log))
		f(t, tr, notify.NewNotifier(tr, "compute.host1"), text)
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
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		all, exact, errs, filtered := make(heard, 10), make(heard, 10), make(heard, 10), make(heard, 10)
		hear(t, tr, []notify.Event{
			all.event(notify.Event{}, nil),
			exact.event(notify.Event{Type: "instance.create.end"}, nil),
			errs.event(notify.Event{Priorities: []notify.Priority{notify.PriorityError}}, nil),
			filtered.event(notify.Event{Filter: notify.Filter{EventType: `instance\..*\.(start|end)$`}}, nil),
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
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		ran := make(heard, 10)
		around := func(name string) func(notify.Event) notify.Event {
			return func(e notify.Event) notify.Event {
				run := e.Run
				e.Run = func(ctx context.Context, in *notify.Incoming) error {
					ran <- fmt.Sprintf("%d %s %s %s", len(ran), name, in.Topic, e.Type)
					return run(ctx, in)
				}
				return e
			}
		}
		hear(t, tr, []notify.Event{ran.event(notify.Event{Type: "a"}, nil)},
			notify.WithEventInterceptor(around("first"), around("second")), notify.WithEventInterceptor(around("third")))
		send(t, n.Info, "a")
		ran.want(t, "0 first notifications a", "1 second notifications a", "2 third notifications a", "a")
	})
}

func TestFilter(t *testing.T) {
	one := func(key, expr string) map[string]string { return map[string]string{key: expr} }
	for _, c := range []struct {
		name   string
		filter notify.Filter
		want   bool
	}{
		{"none", notify.Filter{}, true},
		{"at the beginning", notify.Filter{PublisherID: "comp"}, true},
		{"not in the middle", notify.Filter{PublisherID: "host1"}, false},
		{"an alternative is still at the beginning", notify.Filter{PublisherID: "x|host1"}, false},
		{"event type", notify.Filter{EventType: `instance\.`}, true},
		{"all of them", notify.Filter{EventType: `instance\.`, PublisherID: "network"}, false},
		{"context", notify.Filter{Context: one("project_id", "^p1$")}, true},
		{"context without the key", notify.Filter{Context: one("user_id", ".*")}, false},
		{"context that is no string", notify.Filter{Context: one("is_admin", ".*")}, false},
		{"context that is null", notify.Filter{Context: one("domain", ".*")}, false},
		{"payload", notify.Filter{Payload: one("state", "act")}, true},
		{"payload that differs", notify.Filter{Payload: one("state", "err")}, false},
		{"payload that is a number", notify.Filter{Payload: one("memory", ".*")}, false},
		{"payload that is null", notify.Filter{Payload: one("host", ".*")}, false},
		{"metadata", notify.Filter{Metadata: one("message_id", "[0-9a-f]{8}-")}, true},
		{"timestamp", notify.Filter{Metadata: one("timestamp", `\d{4}-\d\d-\d\d `)}, true},
		{"metadata of another name", notify.Filter{Metadata: one("priority", ".*")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
				h := make(heard, 1)
				hear(t, tr, []notify.Event{h.event(notify.Event{Filter: c.filter}, nil)})
				ctx := oslotest.Context(t, map[string]any{"project_id": "p1", "is_admin": true, "domain": nil})
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
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		h := make(heard, 1)
		hear(t, tr, []notify.Event{h.event(notify.Event{Filter: notify.Filter{Payload: map[string]string{"a": "b"}}}, nil)}, notify.WithRequeue(0, 0))
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
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		got := make(chan string, 1)
		hear(t, tr, []notify.Event{{Run: func(ctx context.Context, in *notify.Incoming) error {
			var payload struct{ Name string }
			if err := in.Decode(&payload); err != nil {
				return err
			}
			var user string
			_, err := oslo.RequestContextFrom(ctx).Get("user_id", &user)
			got <- fmt.Sprintf("%s %s %s %s", in.PublisherID, in.Priority, payload.Name, user)
			return err
		}}})
		if err := n.Warn(oslotest.Context(t, map[string]any{"user_id": "u1"}), "e", map[string]any{"Name": "vm", "newer": true}); err != nil {
			t.Fatal(err)
		}
		if got := <-got; got != "compute.host1 warn vm u1" {
			t.Errorf("got %s", got)
		}
	})
}

func TestBatches(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		batches := make(heard, 10)
		l := hear(t, tr, []notify.Event{{
			Filter: notify.Filter{EventType: "[^x]"},
			RunBatch: func(_ context.Context, batch []*notify.Incoming) error {
				text := string(batch[0].Priority)
				for _, in := range batch {
					text += " " + in.EventType
				}
				batches <- text
				return nil
			},
		}}, notify.WithBatch(4, 5*time.Second), notify.WithWorkers(1))
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
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		var sizes []int
		hear(t, tr, []notify.Event{{RunBatch: func(_ context.Context, batch []*notify.Incoming) error {
			sizes = append(sizes, len(batch))
			if len(sizes) == 1 {
				return notify.ErrRequeue
			}
			return nil
		}}}, notify.WithBatch(3, time.Second), notify.WithRequeue(1, time.Second), notify.WithWorkers(1))
		send(t, n.Info, "a", "b", "c")
		time.Sleep(time.Minute)
		synctest.Wait()
		if !slices.Equal(sizes, []int{3, 3}) {
			t.Errorf("batches of %v", sizes)
		}
	})
}

func TestListenerPools(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		red, blue := make(heard, 10), make(heard, 10)
		hear(t, tr, []notify.Event{red.event(notify.Event{}, nil)}, notify.WithPool("red"))
		hear(t, tr, []notify.Event{red.event(notify.Event{}, nil)}, notify.WithPool("red"), notify.WithPrefetch(1))
		hear(t, tr, []notify.Event{blue.event(notify.Event{}, nil)}, notify.WithPool("blue"))
		send(t, n.Info, "a", "b")
		red.want(t, "a", "b")
		blue.want(t, "a", "b")
	})
}

func TestListenerSetUp(t *testing.T) {
	tr := oslotest.Open(t)
	run := func(context.Context, *notify.Incoming) error { return nil }
	for name, c := range map[string]struct {
		targets []oslo.Target
		events  []notify.Event
		want    string
	}{
		"no event":    {notifications, nil, "no event is registered"},
		"no target":   {nil, []notify.Event{{Run: run}}, "no target is given"},
		"no topic":    {[]oslo.Target{{}}, []notify.Event{{Run: run}}, "it has no topic"},
		"no function": {notifications, []notify.Event{{Type: "a.b"}}, `event "a.b": neither Run nor RunBatch`},
		"bad filter":  {notifications, []notify.Event{{Name: "n", Run: run, Filter: notify.Filter{EventType: "("}}}, `event "n": filter of event_type`},
		"bad payload filter": {
			notifications, []notify.Event{{Run: run, Filter: notify.Filter{Payload: map[string]string{"k": "("}}}}, `filter of payload "k"`,
		},
	} {
		l := notify.NewListener(tr, c.targets)
		l.Handle(c.events...)
		if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}

func TestListenerServes(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		h := make(heard, 1)
		l := notify.NewListener(tr, notifications, notify.WithDrainTimeout(time.Second))
		l.Handle(h.event(notify.Event{}, nil))
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
	bubble(t, func(t *testing.T, tr oslo.Transport, _ *notify.Notifier, _ *testlog.Buffer) {
		h := make(heard, 1)
		hear(t, tr, []notify.Event{h.event(notify.Event{Filter: notify.Filter{PublisherID: ".*"}}, nil)})
		send(t, notify.NewNotifier(tr, "").Info, "e")
		h.want(t)
	})
}
