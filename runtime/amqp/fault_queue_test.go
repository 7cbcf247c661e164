package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/peers"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
)

// A durable queue is on a node that is down (404): a server says so, keeps trying,
// and serves when the node is back; others are not touched.
func TestFault07HomeNodeDown(t *testing.T) {
	nodes := clusterOf(t)
	durable := func(c *amqp.Config) { c.DurableQueues = true }
	topic := name(t)
	home := notify.NewNotifier(open(t, nodes.Nodes[1].URL(""), brisk(durable)), "test", notify.WithTopics(topic))
	must(t, home.Info(t.Context(), "test", id{"first"})) // the queue is now on node 2
	must(t, nodes.Nodes[1].Kill())

	tr := open(t, nodes.Nodes[0].URL(""), brisk(durable))
	l := notify.NewListener(tr, []oslo.Target{{Topic: topic}})
	var events runs
	l.Handle(countEvents(&events))
	eventually(t, patience, "an error that says where the queue is", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		err := l.Start(ctx)
		t.Log(err)
		return saysHomeNodeDown(err, topic+".info")
	})
	var r runs
	serve(t, tr, name(t), "one", &r) // other queues work
	must(t, nodes.Nodes[1].Restart(t.Context()))
	must(t, l.Start(t.Context()))
	t.Cleanup(func() { must(t, l.Wait(context.Background())) })
	eventually(t, patience, "the durable message", func() bool { return events.of("first") == 1 })
}

// saysHomeNodeDown reports whether an error says what the broker does about a queue whose
// node is down: RabbitMQ 3.10 refuses its declaration, 4.0 keeps silent.
func saysHomeNodeDown(err error, queue string) bool {
	if err == nil {
		return false
	}
	text := err.Error()
	return strings.Contains(text, "declare queue "+queue+": the broker does not answer") ||
		(strings.Contains(text, "home node") || strings.Contains(text, "down")) && strings.Contains(text, "rabbit_quorum_queue")
}

// The broker refuses transient queues with 541, which closes the connection: the
// error comes at once and names the options; with them all works.
func TestFault08TransientQueuesRefused(t *testing.T) {
	b := private(t, brokertest.Options{Home: rabbit4(t), Config: "deprecated_features.permit.transient_nonexcl_queues = false"})
	tr := open(t, b.URL(""), brisk())
	check := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, oslo.ErrRefused) || !strings.Contains(err.Error(), "rabbit_quorum_queue") || !strings.Contains(err.Error(), "rabbit_transient_quorum_queue") {
			t.Errorf("%s: %v, want ErrRefused and the names of the options", what, err)
		}
	}
	within(t, 10*time.Second, "the errors", func() {
		check("call", echo(t, client(tr, name(t), patience)))
		_, err := tr.Listen(t.Context(), transport.Address{Exchange: "openstack", Topic: name(t), Server: "one"}, func(*transport.Request) {})
		check("listen", err)
		check("notify", notify.NewNotifier(tr, "test", notify.WithTopics(name(t))).Info(t.Context(), "test", nil))
	})
	quorum := func(c *amqp.Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true }
	topic := name(t)
	var r runs
	tr = openIn(t, topic+"-exchange", b.URL(""), brisk(quorum))
	serve(t, tr, topic, "one", &r)
	must(t, echo(t, client(tr, topic, patience)))
}

// A peer declared the queue with other arguments (406): the error names both
// values and the options, and nothing shared is deleted.
func TestFault09InequivalentArguments(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	ch := rawChannel(t, b)
	_, err := ch.QueueDeclare(topic, false, true, false, false, amqp091.Table{"x-expires": int32(60_000)})
	must(t, err)
	tr := open(t, b.URL(""), brisk())
	within(t, 5*time.Second, "the refusal", func() {
		_, err = tr.Listen(t.Context(), transport.Address{Exchange: "openstack", Topic: topic, Server: "one"}, func(*transport.Request) {})
	})
	for _, part := range []string{"PRECONDITION_FAILED", "auto_delete", "received 'false' but current is 'true'", "amqp_auto_delete", topic} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("listen: %v, want an error with %q", err, part)
		}
	}
	if !errors.Is(err, oslo.ErrRefused) {
		t.Errorf("listen: %v, want ErrRefused", err)
	}
	if _, err = ch.QueueDeclarePassive(topic, false, true, false, false, nil); err != nil {
		t.Errorf("the peer's queue is gone: %v", err)
	}
}

// A consumer is cancelled, its queue deleted or unbound, its exchange deleted:
// consuming again within two seconds, with bindings repaired every second.
func TestFault10ConsumerCancelled(t *testing.T) {
	b := slowly(t)
	ch := rawChannel(t, b)
	for what, wreck := range map[string]func(topic, exchange string) error{
		"queue deleted": func(topic, _ string) error { _, err := ch.QueueDelete(topic, false, false, false); return err },
		"queue unbound": func(topic, exchange string) error { return ch.QueueUnbind(topic, topic, exchange, nil) },
		"exchange deleted": func(_, exchange string) error {
			return ch.ExchangeDelete(exchange, false, false)
		},
		"fanout exchange deleted": func(topic, _ string) error {
			return ch.ExchangeDelete(topic+"_fanout", false, false)
		},
	} {
		t.Run(what, func(t *testing.T) {
			topic := strings.ReplaceAll(name(t), " ", "-")
			exchange := topic + "-exchange"
			var r runs
			repairing := brisk(func(c *amqp.Config) { c.RepairInterval = time.Second })
			tr := openIn(t, exchange, b.URL(""), repairing)
			serve(t, tr, topic, "one", &r)
			c := client(tr, topic, 200*time.Millisecond)
			must(t, echo(t, client(tr, topic, patience)))
			late := newLag(t)
			must(t, wreck(topic, exchange))
			took := eventually(t, 3*time.Second, "calls and fanouts again", func() bool {
				n := r.of("fanout")
				return echo(t, c) == nil && c.Fanout(t.Context(), method("echo"), args{"id": "fanout"}) == nil && arrives(&r, n)
			})
			t.Logf("consuming again after %v", took)
			if took > late.stretch(2*time.Second) {
				t.Errorf("consuming again after %v, want at most 2 s", took)
			}
		})
	}
}

// arrives waits a moment for a fanout after the n-th.
func arrives(r *runs, n int) bool {
	for end := time.Now().Add(200 * time.Millisecond); time.Now().Before(end); {
		if r.of("fanout") > n {
			return true
		}
		<-time.After(5 * time.Millisecond)
	}
	return false
}

// RabbitMQ 4 with the quorum options: what 3.10 does with the defaults.
func TestFault15BrokerVersions(t *testing.T) {
	b := private(t, brokertest.Options{Home: rabbit4(t), Config: "default_queue_type = quorum"})
	quorum := brisk(func(c *amqp.Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true })
	topic := name(t)
	var r, events runs
	serve(t, open(t, b.URL(""), quorum), topic, "one", &r)
	listen(t, open(t, b.URL(""), quorum), topic, &events)
	tr := open(t, b.URL(""), quorum)
	c := client(tr, topic, patience)
	must(t, echo(t, c))
	must(t, notify.NewNotifier(tr, "test", notify.WithTopics(topic)).Info(t.Context(), "test", id{"n"}))
	eventually(t, patience, "the notification", func() bool { return events.of("n") == 1 })

	err := c.Cast(t.Context(), method("echo"), args{"id": strings.Repeat("x", 17<<20)})
	if !errors.Is(err, oslo.ErrTooLarge) {
		t.Errorf("17 MiB: %v, want ErrTooLarge before RabbitMQ 4 closes the channel", err)
	}
	must(t, b.Kill())
	must(t, b.Restart(t.Context()))
	defer func() {
		if t.Failed() {
			t.Log(b.Log())
		}
	}()
	t.Logf("works %v after the restart", works(t, patience, client(tr, topic, time.Second)))
}

// stream fanout goes on after the last message when the connection was lost.
func TestStreamFanoutGoesOn(t *testing.T) {
	b := slowly(t)
	proxy := b.Proxy(t)
	stream := brisk(func(c *amqp.Config) { c.TransientQuorumQueue, c.StreamFanout = true, true })
	topic := name(t)
	var r runs
	serve(t, open(t, b.URLAt(proxy.Address(), ""), stream), topic, "one", &r)
	c := client(open(t, b.URL(""), stream), topic, patience)
	fanout := func(i int) { must(t, c.Fanout(t.Context(), method("echo"), args{"id": fmt.Sprint(i)})) }
	for i := range 5 {
		fanout(i)
	}
	eventually(t, patience, "the first five", func() bool { return r.of("4") == 1 })
	proxy.Refuse()
	proxy.Cut()
	for i := 5; i < 10; i++ { // nobody listens
		fanout(i)
	}
	must(t, proxy.Resume())
	eventually(t, patience, "those of the meantime", func() bool { return r.all.Load() >= 10 }) // in any order: workers share them
	for i := range 10 {
		if n := r.of(fmt.Sprint(i)); n != 1 {
			t.Errorf("fanout %d came %d times", i, n)
		}
	}
}

// rabbit4 is a RabbitMQ 4 installation: OSLOGEN_RABBITMQ_HOME, or the one that
// scripts/peers fetched.
func rabbit4(t *testing.T) string {
	t.Helper()
	if home, err := brokertest.Home(); err == nil && os.Getenv("OSLOGEN_RABBITMQ_HOME") != "" {
		return home
	}
	return peers.Of(t, "trixie").RabbitMQ
}
