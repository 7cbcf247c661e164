package amqp_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	neturl "net/url"
	"strings"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
)

// slowServer serves topic with two workers, whose method takes a moment.
func slowServer(t *testing.T, tr oslo.Transport, topic, host string, r *runs) {
	t.Helper()
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: host}, oslo.WithWorkers(2), oslo.WithDrainTimeout(5*time.Second))
	dispatch.Register(srv, oslo.Endpoint{Name: "Slow", Methods: map[string]oslo.Func{
		"work": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a id
			if err := in.Decode(&a); err != nil {
				return nil, err
			}
			pause(5 * time.Millisecond)
			r.add(a.ID)
			return nil, nil
		},
	}})
	must(t, srv.Start(t.Context()))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = srv.Wait(ctx)
	})
}

// vhost is the virtual host of the tests.
func vhost(t *testing.T, b *brokertest.Broker) string {
	t.Helper()
	u, err := neturl.Parse(b.URL(""))
	must(t, err)
	return cmp.Or(strings.TrimPrefix(u.Path, "/"), "/")
}

// casts sends n of them.
func casts(t *testing.T, c *oslo.Client, n int) {
	t.Helper()
	for i := range n {
		must(t, c.Cast(t.Context(), method("work"), args{"id": fmt.Sprint(i)}))
	}
}

// The requests that a server holds survive the loss of its connection, and none
// runs twice, whatever it is that breaks.
func TestCastsSurviveALostConnection(t *testing.T) {
	const sent = 300
	shared := slowly(t)
	for what, wreck := range map[string]func(*brokertest.Broker, *brokertest.Proxy, string) error{
		"cut": func(_ *brokertest.Broker, p *brokertest.Proxy, _ string) error { p.Cut(); return nil },
		"cut twice": func(_ *brokertest.Broker, p *brokertest.Proxy, _ string) error {
			p.Cut()
			pause(100 * time.Millisecond)
			p.Cut()
			return nil
		},
		"fanout queue deleted": func(b *brokertest.Broker, _ *brokertest.Proxy, topic string) error {
			out, err := b.Ctl(t.Context(), "list_queues", "-q", "-p", vhost(t, b), "name")
			for queue := range strings.FieldsSeq(out) {
				if strings.HasPrefix(queue, topic+"_fanout") { // or a stream of just that name
					_, err = rawChannel(t, b).QueueDelete(queue, false, false, false)
					return err
				}
			}
			return fmt.Errorf("there is no fanout queue: %w", err)
		},
	} {
		t.Run(what, func(t *testing.T) {
			topic := strings.ReplaceAll(name(t), " ", "-")
			proxy := shared.Proxy(t)
			var r runs
			slowServer(t, open(t, shared.URLAt(proxy.Address(), ""), brisk()), topic, "one", &r)
			casts(t, client(open(t, shared.URL(""), brisk()), topic, patience), sent)
			eventually(t, patience, "some have run", func() bool { return r.all.Load() > 20 })
			must(t, wreck(shared, proxy, topic))
			eventually(t, patience, fmt.Sprintf("%d casts have run", sent), func() bool { return r.all.Load() >= sent })
			if n := r.twice(); n > 0 {
				t.Errorf("%d ran twice", n)
			}
		})
	}
}

// The same over a restart of the broker, whose queues are durable.
func TestCastsSurviveABrokerRestart(t *testing.T) {
	const sent = 300
	b := breakable(t)
	topic := name(t)
	durable := brisk(func(c *amqp.Config) { c.DurableQueues = true })
	var r runs
	slowServer(t, openIn(t, topic+"-exchange", b.URL(""), durable), topic, "one", &r)
	casts(t, client(openIn(t, topic+"-exchange", b.URL(""), durable), topic, patience), sent)
	eventually(t, patience, "some have run", func() bool { return r.all.Load() > 20 })
	must(t, b.Terminate(t.Context()))
	must(t, b.Restart(t.Context()))
	eventually(t, patience, fmt.Sprintf("%d casts have run", sent), func() bool { return r.all.Load() >= sent })
	if n := r.twice(); n > 0 {
		t.Errorf("%d ran twice", n)
	}
}

// One of three servers loses its connection while it holds a backlog. Nothing runs
// twice, and at most what was on the wire is lost.
func TestChaosCastsToSeveralServersSurviveACut(t *testing.T) {
	const sent, most = 300, 2
	b := slowly(t)
	seeds := 3
	if chaos() {
		seeds = 20
	}
	lost := 0
	for seed := range seeds {
		random := rand.New(rand.NewPCG(uint64(seed), 0))
		topic := name(t)
		proxy := b.Proxy(t)
		var r runs
		slowServer(t, open(t, b.URLAt(proxy.Address(), ""), brisk()), topic, "one", &r)
		slowServer(t, open(t, b.URL(""), brisk()), topic, "two", &r)
		slowServer(t, open(t, b.URL(""), brisk()), topic, "three", &r)
		casts(t, client(open(t, b.URL(""), brisk()), topic, patience), sent)
		at := random.Int64N(sent * 3 / 4)
		eventually(t, patience, "some have run", func() bool { return r.all.Load() > at })
		proxy.Cut()
		eventually(t, patience, "the rest has run", func() bool { return r.all.Load() >= sent-most })
		pause(100 * time.Millisecond) // for one that should not come
		if n := r.twice(); n > 0 {
			t.Errorf("seed %d: %d ran twice", seed, n)
		}
		lost += sent - int(r.all.Load())
	}
	t.Logf("%d of %d casts were lost in %d cuts", lost, sent*seeds, seeds)
}

// A server whose workers are busy leaves the rest of the queue to the other servers.
func TestBusyServerTakesNoMoreThanItsPrefetch(t *testing.T) {
	b := slowly(t)
	topic := name(t)
	var r runs
	tr := open(t, b.URL(""), brisk(func(c *amqp.Config) { c.Prefetch = 20 }))
	serve(t, tr, topic, "one", &r, oslo.WithWorkers(1))
	c := client(open(t, b.URL(""), brisk()), topic, patience)
	for i := range 200 {
		must(t, c.Cast(t.Context(), method("wait"), args{"id": fmt.Sprint(i)}))
	}
	ch := rawChannel(t, b)
	left := func() int {
		q, err := ch.QueueDeclarePassive(topic, false, false, false, false, nil)
		must(t, err)
		return q.Messages
	}
	eventually(t, patience, "the queue keeps most requests", func() bool { return left() >= 200-4*20 })
	unacknowledged := func() string {
		out, err := b.Ctl(t.Context(), "list_queues", "-q", "-p", vhost(t, b), "name", "messages_unacknowledged")
		must(t, err)
		for line := range strings.Lines(out) {
			if f := strings.Fields(line); len(f) == 2 && f[0] == topic {
				return f[1]
			}
		}
		return ""
	}
	eventually(t, patience, "one request is in doubt", func() bool { return unacknowledged() == "1" })
}

// A listener of many queues needs a channel for all of them and one to declare on.
func TestListenerOfManyQueuesWithFewChannels(t *testing.T) {
	takeTurn(t, &turns.others)
	for _, channels := range long([]int{16, 3}, []int{3}) {
		t.Run(fmt.Sprint(channels), func(t *testing.T) {
			b := brokertest.New(t, brokertest.Options{Config: fmt.Sprintf("channel_max = %d", channels)})
			topic := name(t)
			topic = strings.ReplaceAll(topic, "/", "-")
			var lost states
			tr := open(t, b.URL(""), brisk(func(c *amqp.Config) {
				c.RepairInterval = 20 * time.Millisecond
				c.OnState = func(s amqp.ConnectionState) {
					if s.State == amqp.StateLost {
						lost.note(s)
					}
				}
			}))
			var events, r runs
			targets := []oslo.Target{{Topic: topic + "-a"}, {Topic: topic + "-b"}, {Topic: topic + "-c"}}
			l := notify.NewListener(tr, targets)
			l.Handle(countEvents(&events))
			must(t, l.Start(t.Context()))
			t.Cleanup(func() { _ = l.Wait(context.Background()) })
			serve(t, tr, topic, "one", &r)
			c := client(tr, topic, patience)
			for i := range 20 {
				must(t, echo(t, c))
				must(t, c.Cast(t.Context(), method("echo"), args{"id": "cast"}))
				must(t, c.Fanout(t.Context(), method("echo"), args{"id": "fanout"}))
				for _, target := range targets {
					n := notify.NewNotifier(tr, "test", notify.WithTopics(target.Topic))
					must(t, n.Info(t.Context(), "test", id{fmt.Sprint(target.Topic, i)}))
				}
			}
			eventually(t, patience, "all has arrived", func() bool {
				return events.all.Load() == 60 && r.of("cast") == 20 && r.of("fanout") == 20
			})
			if len(lost.all) > 0 {
				t.Errorf("%d connections were lost: %v", len(lost.all), lost.all[0].Err)
			}
		})
	}
}

// A queue that may not be read is refused at once.
func TestRefusedConsumerIsAnErrorAtOnce(t *testing.T) {
	b := slowly(t)
	user := "writer" + fmt.Sprint(lastID.Add(1))
	for _, command := range [][]string{
		{"add_user", user, "secret"},
		{"set_permissions", "-p", vhost(t, b), user, ".*", ".*", "^$|-exchange$"},
	} {
		if _, err := b.Ctl(t.Context(), command...); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _, _ = b.Ctl(context.Background(), "delete_user", user) })
	url := strings.Replace(b.URL(""), "guest:guest", user+":secret", 1)
	_, err := openIn(t, name(t)+"-exchange", url, brisk()).Listen(t.Context(), transport.Address{Exchange: name(t) + "-exchange", Topic: name(t), Server: "one"}, func(*transport.Request) {})
	if !errors.Is(err, oslo.ErrRefused) || !strings.Contains(err.Error(), "ACCESS_REFUSED") {
		t.Errorf("listen: %v, want ErrRefused with the broker's reason", err)
	}
}

// A request that is larger than a server takes is dropped. The next one runs.
func TestTooLargeRequestIsDropped(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk(func(c *amqp.Config) { c.MaxMessageSize = 10_000 })), topic, "one", &r)
	c := client(open(t, b.URL(""), brisk()), topic, patience)
	must(t, c.Cast(t.Context(), method("echo"), args{"id": strings.Repeat("x", 20_000)}))
	must(t, echo(t, c))
	if n := r.all.Load(); n != 1 {
		t.Errorf("%d requests ran, want the small one", n)
	}
}

// A notification that its sender publishes twice is not handled a second time while
// the first is being handled.
func TestNotificationPublishedTwiceIsHandledOnce(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	tr := open(t, b.URL(""), brisk())
	var events runs
	begun, finish := make(chan struct{}, 2), make(chan struct{})
	l := notify.NewListener(tr, []oslo.Target{{Topic: topic}})
	e := countEvents(&events)
	count := e.Run
	e.Run = func(ctx context.Context, in *notify.Incoming) error {
		begun <- struct{}{}
		<-finish
		return count(ctx, in)
	}
	l.Handle(e)
	must(t, l.Start(t.Context()))
	t.Cleanup(func() { _ = l.Wait(context.Background()) })
	ch := rawChannel(t, b)
	body := `{"oslo.version":"2.0","oslo.message":"{\"message_id\":\"m\",\"publisher_id\":\"p\",\"event_type\":\"test\",\"priority\":\"INFO\",` +
		`\"payload\":{\"id\":\"twice\"},\"timestamp\":\"2024-01-01 00:00:00.000000\",\"_unique_id\":\"8b6b5e3a5e5e4ab0a9a1b2c3d4e5f607\"}"}`
	for range 2 {
		must(t, ch.PublishWithContext(t.Context(), "openstack", topic+".info", false, false,
			amqp091.Publishing{ContentType: "application/json", ContentEncoding: "utf-8", Body: []byte(body)}))
	}
	<-begun
	eventually(t, patience, "the second copy is taken", func() bool {
		q, err := ch.QueueDeclarePassive(topic+".info", false, false, false, false, nil)
		must(t, err)
		return q.Messages == 0
	})
	close(finish)
	eventually(t, patience, "the notification is handled", func() bool { return events.of("twice") > 0 })
	if n := events.of("twice"); n != 1 || len(begun) > 0 {
		t.Errorf("handled %d times", n+len(begun))
	}
}
