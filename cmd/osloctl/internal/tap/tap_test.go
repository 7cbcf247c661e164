package tap

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// dial returns a connection and a channel to prepare exchanges with.
func dial(t *testing.T, b *brokertest.Broker, vhost string) (*amqp091.Connection, *amqp091.Channel) {
	t.Helper()
	conn, err := amqp091.Dial(b.AMQPURL(vhost))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	channel, err := conn.Channel()
	if err != nil {
		t.Fatal(err)
	}
	return conn, channel
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, conn *amqp091.Connection) *Tap {
	t.Helper()
	tap, err := Open(t.Context(), conn, "test")
	if err != nil {
		t.Fatal(err)
	}
	return tap
}

func publish(t *testing.T, c *amqp091.Channel, exchange, key, body string) {
	t.Helper()
	must(t, c.PublishWithContext(t.Context(), exchange, key, false, false, amqp091.Publishing{Body: []byte(body)}))
}

// next is the body of the next copy.
func next(t *testing.T, tap *Tap) string {
	t.Helper()
	select {
	case m, ok := <-tap.Messages():
		if !ok {
			t.Fatal("the tap has ended")
		}
		return m.Exchange + " " + m.Key + " " + string(m.Body)
	case <-time.After(2 * time.Minute):
		t.Fatal("no copy came")
	}
	return ""
}

// A tap copies messages, and the queue of the service keeps them.
func TestTapTakesNothing(t *testing.T) {
	b := brokertest.For(t)
	conn, c := dial(t, b, b.NewVhost(t))
	must(t, c.ExchangeDeclare("nova", "topic", false, false, false, false, nil))
	_, err := c.QueueDeclare("compute", false, false, false, false, nil)
	must(t, err, c.QueueBind("compute", "compute", "nova", false, nil))
	tap := open(t, conn)
	must(t, tap.Bind(Requests("nova", "compute")))
	publish(t, c, "nova", "compute", "one")
	publish(t, c, "nova", "compute.cmp-1.example.org", "two")
	publish(t, c, "nova", "computer", "other")
	publish(t, c, "nova", "compute", "three")
	for _, want := range []string{"nova compute one", "nova compute.cmp-1.example.org two", "nova compute three"} {
		if got := next(t, tap); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	q, err := c.QueueInspect("compute") //nolint:staticcheck // what it is replaced by does the same
	if must(t, err); q.Messages != 2 {
		t.Errorf("the service has %d messages, want 2", q.Messages)
	}
	must(t, tap.Close())
	if _, ok := <-tap.Messages(); ok {
		t.Error("a closed tap copies")
	}
}

// An exchange that deletes itself with its last binding stays: it is bound only
// beside the services.
func TestTapLeavesExchangesThatDeleteThemselves(t *testing.T) {
	b := brokertest.For(t)
	conn, c := dial(t, b, b.NewVhost(t))
	must(t, c.ExchangeDeclare("compute_fanout", "fanout", false, true, false, false, nil))
	must(t, c.ExchangeDeclare("own", "topic", true, true, false, false, nil))
	must(t, c.ExchangeDeclare("plain", "topic", true, false, false, false, nil))
	tap := open(t, conn)
	for source, waits := range map[Source]string{
		Fanouts("compute"):           "compute_fanout: there is no queue compute yet",
		Requests("own", "compute"):   "own compute.#: there is no queue compute yet",
		Notifications("own", "n"):    "own n.*: there is no queue n.info yet",
		Requests("plain", "compute"): "",
		Requests("nova", "compute"):  "nova compute.#: there is no such exchange yet",
		Replies:                      "",
		{Exchange: "amq.topic"}:      "",
	} {
		var got string
		if err := tap.Bind(source); err != nil {
			got = err.Error()
		}
		if got != waits {
			t.Errorf("%s: got %q, want %q", source, got, waits)
		}
	}
	_, err := c.QueueDeclare("compute", false, false, false, false, nil)
	must(t, err)
	if err := tap.Bind(Fanouts("compute")); err == nil || err.Error() != "compute_fanout: nobody consumes the queue compute yet" {
		t.Errorf("an idle queue: %v", err)
	}
	must(t, tap.Close())
	must(t, c.ExchangeDeclarePassive("compute_fanout", "fanout", false, true, false, false, nil))
	must(t, c.ExchangeDeclarePassive("own", "topic", true, true, false, false, nil))
}

// Follow binds what comes later.
func TestFollow(t *testing.T) {
	b := brokertest.For(t)
	conn, c := dial(t, b, b.NewVhost(t))
	tap := open(t, conn)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var waited []string
	must(t, tap.Follow(ctx, []Source{Requests("nova", "a"), Requests("nova", "b")}, func(w *WaitingError) {
		waited = append(waited, w.Error())
		must(t, c.ExchangeDeclare("nova", "topic", false, false, false, false, nil))
	}, func() {}))
	if d := cmp.Diff([]string{"nova a.#: there is no such exchange yet", "nova b.#: there is no such exchange yet"}, waited); d != "" {
		t.Error(d)
	}
	publish(t, c, "nova", "b", "one")
	if got := next(t, tap); got != "nova b one" {
		t.Errorf("got %s", got)
	}
}

// While the vhost's tracing is on, replies are copied, with what they were published
// with.
func TestRepliesAreCopiedWhileTracing(t *testing.T) {
	b := brokertest.For(t)
	vhost := b.NewVhost(t)
	conn, c := dial(t, b, vhost)
	tap := open(t, conn)
	must(t, tap.Bind(Replies))
	publish(t, c, "", "reply_0", "before")
	if _, err := b.Eval(t.Context(), `rabbit_trace:start(<<"`+vhost+`">>)`); err != nil {
		t.Fatal(err)
	}
	publish(t, c, "", "reply_1", "after")
	if got := next(t, tap); got != " reply_1 after" {
		t.Errorf("got %s", got)
	}
}

func TestCompressedBodies(t *testing.T) {
	zlib := []byte("x\x9c\xcbH\xcd\xc9\xc9\x07\x00\x06,\x02\x15")
	for compression, want := range map[string]string{"application/x-gzip": "hello", "": string(zlib), "application/x-bz2": string(zlib)} {
		m := message(amqp091.Delivery{Headers: amqp091.Table{"compression": compression}, Body: zlib})
		if string(m.Body) != want {
			t.Errorf("%s: got %q", compression, m.Body)
		}
	}
}
