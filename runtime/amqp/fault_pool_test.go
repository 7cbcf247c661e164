package amqp_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Nobody serves the topic: who asks for it learns at once, and exactly.
func TestFault02NobodyServes(t *testing.T) {
	b := brokertest.For(t)
	tr := open(t, b.URL(""))
	c := client(tr, name(t), patience, oslo.WithMandatory())
	within(t, 2*time.Second, "the call fails", func() {
		if err := echo(t, c); !errors.Is(err, oslo.ErrUndeliverable) {
			t.Errorf("call: %v, want ErrUndeliverable", err)
		}
	})
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL("")), topic, "one", &r)
	var casts sync.WaitGroup
	for i := range 64 { // some arrive and some come back, all at once
		to := client(tr, topic, patience, oslo.WithMandatory())
		if i%2 == 0 {
			to = c
		}
		casts.Go(func() {
			for range 50 {
				err := to.Cast(t.Context(), method("echo"), args{"id": "x"})
				if back := errors.Is(err, oslo.ErrUndeliverable); back != (to == c) || err != nil && !back {
					t.Errorf("cast %d: %v", i, err)
				}
			}
		})
	}
	casts.Wait()
}

// A pool of one connection for one sender: who waits does so as long as his ctx
// says, and every lease comes back.
func TestFault12PoolExhausted(t *testing.T) {
	b := slowly(t)
	proxy := b.Proxy(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL("")), topic, "one", &r)
	tr := open(t, b.URLAt(proxy.Address(), ""), brisk(func(c *amqp.Config) { c.PoolSize, c.PoolShare, c.PoolMinSize = 1, 1, 1 }))
	c := client(tr, topic, patience)
	must(t, echo(t, c))
	must(t, c.Cast(t.Context(), method("echo"), args{"id": "x"}))

	late := newLag(t)
	proxy.Mute() // the confirm of the first one does not come
	var casts sync.WaitGroup
	for range 32 {
		casts.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
			defer cancel()
			began := time.Now()
			err := c.Cast(ctx, method("echo"), args{"id": "x"})
			if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took > 300*time.Millisecond+slack+late.worst() {
				t.Errorf("cast: %v after %v, want its deadline", err, took)
			}
		})
	}
	casts.Wait()
	for range 50 { // lost and opened again: no lease stays with the dead
		must(t, proxy.Resume())
		proxy.Cut()
		_ = echo(t, client(tr, topic, 50*time.Millisecond))
	}
	works(t, patience, client(tr, topic, time.Second))
	eventually(t, patience, "all leases are back", func() bool {
		leases := 0
		for _, s := range healthOf(t, tr).Senders {
			leases += s.Leases
		}
		return leases == 0
	})
}

// A memory alarm: senders wait as long as their ctx says and learn why; nothing is
// lost, and all goes on when it is over.
func TestBlockedByTheBroker(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	tr := open(t, b.URL(""), brisk())
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	c := client(tr, topic, patience)
	must(t, echo(t, c))
	must(t, b.MemoryAlarm(t.Context(), true))
	cast := func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		defer cancel()
		return c.Cast(ctx, method("echo"), args{"id": "blocked"})
	}
	_ = cast() // the broker speaks of its alarm when it is sent something
	eventually(t, patience, "the health says blocked", func() bool {
		s := healthOf(t, tr).Senders
		return len(s) == 1 && s[0].State == amqp.StateBlocked
	})
	if err := cast(); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "blocked by the broker: ") {
		t.Errorf("cast: %v, want an error that says blocked by the broker", err)
	}
	err := echo(t, client(tr, topic, 300*time.Millisecond))
	if !errors.Is(err, oslo.ErrTimeout) || !strings.Contains(err.Error(), "blocked by the broker: ") {
		t.Errorf("call: %v, want an error that says blocked by the broker", err)
	}
	waiting, patient := make(chan error, 1), client(tr, topic, time.Hour) // a busy machine takes long to end the alarm
	go func() { waiting <- echo(t, patient) }()
	must(t, b.MemoryAlarm(t.Context(), false))
	within(t, patience, "the call that waited", func() { must(t, <-waiting) })
	if n := len(healthOf(t, tr).Senders); n != 1 {
		t.Errorf("%d sending connections, want still one", n)
	}
}

// A message that is too large is refused before it is sent, also when only the
// broker knows the limit, and harms nobody else.
func TestLimitMessageSize(t *testing.T) {
	limited, b := breakable(t), brokertest.For(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL("")), topic, "one", &r)
	small := open(t, b.URL(""), brisk(func(c *amqp.Config) { c.MaxMessageSize = 10_000 }))
	big := args{"id": strings.Repeat("x", 20_000)}
	for kind, err := range map[string]error{
		"call":   client(small, topic, patience).Call(t.Context(), method("echo"), big, nil),
		"cast":   client(small, topic, patience).Cast(t.Context(), method("echo"), big),
		"notify": notify.NewNotifier(small, "test").Info(t.Context(), "test", big),
	} {
		if !errors.Is(err, oslo.ErrTooLarge) {
			t.Errorf("%s: %v, want ErrTooLarge", kind, err)
		}
	}
	must(t, echo(t, client(small, topic, patience)))

	tr := open(t, limited.URL(""), brisk())
	serve(t, tr, topic, "one", &r)
	c := client(tr, topic, patience)
	big = args{"id": strings.Repeat("x", ruinsMessageSize+1)}
	within(t, 10*time.Second, "the refusals", func() {
		for kind, err := range map[string]error{
			"call":   c.Call(t.Context(), method("echo"), big, nil),
			"cast":   c.Cast(t.Context(), method("echo"), big),
			"notify": notify.NewNotifier(tr, "test").Info(t.Context(), "test", big),
		} {
			if !errors.Is(err, oslo.ErrTooLarge) {
				t.Errorf("%s over the broker's limit: %v, want ErrTooLarge", kind, err)
			}
		}
	})
	must(t, echo(t, c))
}

// A poison message never stops a consumer.
func TestPoisonMessages(t *testing.T) {
	b := slowly(t)
	topic := name(t)
	var r, events runs
	serve(t, open(t, b.URL("")), topic, "one", &r)
	listen(t, open(t, b.URL("")), topic, &events)
	ch := rawChannel(t, b)
	poison := []amqp091.Publishing{
		{}, {Body: []byte("{")}, {Body: []byte("null")}, {Body: []byte(`"x"`)}, {Body: []byte{0xff, 0xfe}},
		{Body: []byte(`{"oslo.version": "2.0"}`)}, {Body: []byte(`{"oslo.version": "2.0", "oslo.message": "{"}`)},
		{Body: []byte(`{"oslo.version": "9.0", "oslo.message": "{}"}`)}, {Body: []byte(`{"oslo.version": "2.0", "oslo.message": 7}`)},
		{Body: []byte(strings.Repeat("[", 100_000))}, {Body: []byte(`{"method": 7, "args": []}`)},
		{ContentType: "application/x-python-pickle", Body: []byte("cos\nsystem\n")},
		{Headers: amqp091.Table{"compression": "application/x-gzip"}, Body: []byte("not zlib")},
		{Headers: amqp091.Table{"compression": "application/x-bz2"}, Body: []byte("BZh")},
		{Headers: amqp091.Table{"compression": "no such thing"}, Body: []byte("{}")},
	}
	for _, m := range poison {
		for _, key := range []string{topic, topic + ".info"} {
			must(t, ch.PublishWithContext(t.Context(), "openstack", key, false, false, m))
			if m.ContentType == "" {
				m.ContentType = "application/json"
				must(t, ch.PublishWithContext(t.Context(), "openstack", key, false, false, m))
			}
		}
	}
	tr := open(t, b.URL(""))
	must(t, echo(t, client(tr, topic, patience)))
	must(t, notify.NewNotifier(tr, "test", notify.WithTopics(topic)).Info(t.Context(), "test", id{"after"}))
	eventually(t, patience, "the notification behind the poison", func() bool { return events.of("after") == 1 })
}

// listen starts a notification listener on topic, priority info, that counts ids.
func listen(t *testing.T, tr oslo.Transport, topic string, r *runs) {
	t.Helper()
	l := notify.NewListener(tr, []oslo.Target{{Topic: topic}}, notify.WithDrainTimeout(5*time.Second))
	l.Handle(countEvents(r))
	must(t, l.Start(t.Context()))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = l.Wait(ctx) // the broker may be down
	})
}

// countEvents is an event of priority info that counts ids.
func countEvents(r *runs) notify.Event {
	return notify.Event{Priorities: []notify.Priority{notify.PriorityInfo}, Run: func(_ context.Context, in *notify.Incoming) error {
		var a id
		if err := in.Decode(&a); err != nil {
			return err
		}
		r.add(a.ID)
		return nil
	}}
}
