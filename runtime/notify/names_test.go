package notify_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

// A pool with the name of a topic would take half of the calls of the topic's server.
func TestNamesThatTwoPurposesShareAreRefused(t *testing.T) {
	pool := func(name string) func(oslo.Transport) oslo.Part {
		return func(tr oslo.Transport) oslo.Part {
			l := notify.NewListener(tr, notifications, notify.WithPool(name))
			l.Handle(make(heard, 10).event(notify.Event{}, nil))
			return l
		}
	}
	server := func(topic, name string) func(oslo.Transport) oslo.Part {
		return func(tr oslo.Transport) oslo.Part {
			srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: name})
			dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{}})
			return srv
		}
	}
	plain := func(tr oslo.Transport) oslo.Part {
		l := notify.NewListener(tr, notifications)
		l.Handle(make(heard, 10).event(notify.Event{}, nil))
		return l
	}
	for name, c := range map[string]struct {
		first, second func(oslo.Transport) oslo.Part
		refused       bool
	}{
		"a pool named like a topic":              {server("guard", "n1"), pool("guard"), true},
		"a pool named like a server":             {server("guard", "n1"), pool("guard.n1"), true},
		"a topic named like a pool":              {pool("guard"), server("guard", "n1"), true},
		"a pool named like a queue":              {plain, pool("notifications.info"), true},
		"a server named like a priority":         {plain, server("notifications", "info"), true},
		"two servers of one topic":               {server("guard", "n1"), server("guard", "n2"), false},
		"two members of one pool":                {pool("guard"), pool("guard"), false},
		"a pool of a name that nothing else has": {server("guard", "n1"), pool("guards"), false},
	} {
		t.Run(name, func(t *testing.T) {
			tr := oslotest.Open(t)
			first := c.first(tr)
			if err := first.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			second := c.second(tr)
			err := second.Start(t.Context())
			if refused := err != nil && strings.Contains(err.Error(), "choose another name"); refused != c.refused {
				t.Errorf("Start: %v", err)
			}
			for _, p := range []oslo.Part{second, first} {
				if err := p.Wait(context.Background()); err != nil {
					t.Error(err)
				}
			}
			oslotest.Start(t, c.second(tr)) // the name is free again
		})
	}
}

// Programs often have a transport for RPC and another for notifications.
func TestNamesThatTwoTransportsOfOneBusShareAreRefused(t *testing.T) {
	rpc, notifications := oslotest.Open(t), oslotest.Open(t)
	srv := oslo.NewServer(rpc, oslo.Target{Topic: "guard", Server: "n1"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{}})
	oslotest.Start(t, srv)
	l := notify.NewListener(notifications, []oslo.Target{{Topic: "notifications"}}, notify.WithPool("guard"))
	l.Handle(make(heard, 10).event(notify.Event{}, nil))
	if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "choose another name") {
		t.Errorf("Start: %v", err)
	}
	elsewhere, err := oslo.Open(t.Context(), "fake:///elsewhere", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer elsewhere.Close()
	l = notify.NewListener(elsewhere, []oslo.Target{{Topic: "notifications"}}, notify.WithPool("guard"))
	l.Handle(make(heard, 10).event(notify.Event{}, nil))
	oslotest.Start(t, l)
}

// Messages of another kind are dropped, and the log names the queue.
func TestStrayMessagesAreLoggedWithTheirQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, text := testlog.New()
		tr := oslotest.Open(t, oslo.WithLogger(log))
		srv := oslo.NewServer(tr, oslo.Target{Topic: "guard", Server: "n1"})
		dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{}})
		l := notify.NewListener(tr, notifications)
		h := make(heard, 10)
		l.Handle(h.event(notify.Event{}, nil))
		oslotest.Start(t, srv, l)
		oslotest.PublishRaw(t, tr, "guard", `{"event_type": "e", "priority": "INFO", "payload": {}}`)
		oslotest.PublishRaw(t, tr, "notifications.info", `{"method": "m", "args": {}}`)
		synctest.Wait()
		for _, want := range []string{"notification dropped", "queue=guard ", "request dropped", "queue=notifications.info"} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%q is not in the log: %s", want, text)
			}
		}
		h.want(t)
	})
}

// Every message that is taken from the bus and dropped is counted, by kind and reason.
func TestDroppedMessagesAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		got := map[transport.Drop]int{}
		tr := oslotest.Open(t, oslo.WithOnDrop(func(d transport.Drop) {
			mu.Lock()
			defer mu.Unlock()
			got[d]++
		}))
		srv := oslo.NewServer(tr, oslo.Target{Topic: "guard", Server: "n1"})
		dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{}})
		l := notify.NewListener(tr, notifications, notify.WithRequeue(1, time.Second))
		l.Handle(notify.Event{Type: "e", Run: func(context.Context, *notify.Incoming) error { return notify.ErrRequeue }})
		oslotest.Start(t, srv, l)
		for _, m := range []struct{ key, body string }{
			{"guard", `{"event_type": "e", "priority": "INFO", "payload": {}}`},
			{"guard", `no JSON`},
			{"guard", `{"method": "m", "args": {}, "_unique_id": "1"}`},
			{"guard", `{"method": "m", "args": {}, "_unique_id": "1"}`},
			{"notifications.info", `{"method": "m", "args": {}}`},
			{"notifications.info", `[]`},
			{"notifications.info", `{"event_type": "e", "payload": {}}`},
			{"notifications.info", `{"event_type": "other", "priority": "INFO", "payload": {}, "_unique_id": "2"}`},
			{"notifications.info", `{"event_type": "other", "priority": "INFO", "payload": {}, "_unique_id": "2"}`},
			{"notifications.info", `{"event_type": "e", "priority": "INFO", "payload": {}, "_unique_id": "3"}`},
		} {
			oslotest.PublishRaw(t, tr, m.key, m.body)
			synctest.Wait()
		}
		time.Sleep(time.Minute) // of the bubble, for what was given back
		synctest.Wait()
		want := map[transport.Drop]int{}
		for _, reason := range []string{transport.DropUnreadable, transport.DropDuplicate} {
			want[transport.Drop{Kind: "request", Reason: reason, Queue: "guard"}]++
			want[transport.Drop{Kind: "notification", Reason: reason, Queue: "notifications.info"}]++
		}
		want[transport.Drop{Kind: "notification", Reason: transport.DropStray, Queue: "guard"}]++
		want[transport.Drop{Kind: "request", Reason: transport.DropStray, Queue: "notifications.info"}]++
		want[transport.Drop{Kind: "notification", Reason: transport.DropUnknownPriority, Queue: "notifications.info"}]++
		want[transport.Drop{Kind: "notification", Reason: transport.DropRequeued, Queue: "notifications.info"}]++
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
}
