package interop

import (
	"context"
	"slices"
	"sync"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
)

// The RabbitMQ driver tells of every message that it takes and drops.
func TestDroppedMessagesAreCountedOnRabbitMQ(t *testing.T) {
	var mu sync.Mutex
	var got []transport.Drop
	b := newBus(t)
	tr, err := oslo.Open(t.Context(), b.url, amqp.Driver(), oslo.WithOnDrop(func(d transport.Drop) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, d)
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	topic := unique("dropped")
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: "go"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{}})
	l := notify.NewListener(tr, []oslo.Target{{Topic: topic}})
	l.Handle(notify.Event{
		Priorities: []notify.Priority{notify.PriorityInfo},
		Run:        func(context.Context, *notify.Incoming) error { return nil },
	})
	for _, p := range []oslo.Part{srv, l} {
		if err := p.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = p.Wait(context.Background()) })
	}
	raw := newChannel(t, b.url)
	for _, m := range []struct{ key, body string }{
		{topic, `no JSON`},
		{topic, `{"method": "m", "args": {}, "_unique_id": "1"}`},
		{topic, `{"method": "m", "args": {}, "_unique_id": "1"}`},
		{topic + ".info", `[]`},
		{topic + ".info", `{"event_type": "e", "payload": {}}`},
	} {
		raw.publish(t, "openstack", m.key, nil, m.body)
	}
	want := []transport.Drop{
		{Kind: "request", Reason: transport.DropUnreadable, Queue: topic},
		{Kind: "request", Reason: transport.DropDuplicate, Queue: topic},
		{Kind: "notification", Reason: transport.DropUnreadable, Queue: topic + ".info"},
		{Kind: "notification", Reason: transport.DropUnknownPriority, Queue: topic + ".info"},
	}
	eventually(t, "all four", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(got) >= len(want)
	})
	for _, d := range want {
		if !slices.Contains(got, d) {
			t.Errorf("%+v is missing of %+v", d, got)
		}
	}
}
