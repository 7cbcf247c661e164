package amqp_test

import (
	"context"
	"errors"
	"math"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// A refused login is not tried again: RabbitMQ says nothing and resets the connection
// three seconds later.
func TestWrongPassword(t *testing.T) {
	b := brokertest.For(t)
	u, err := url.Parse(b.URL(""))
	must(t, err)
	u.User = url.UserPassword("guest", "wrong")
	c := client(open(t, u.String()), name(t), patience)
	for kind, send := range map[string]func() error{
		"call": func() error { return c.Call(t.Context(), method("echo"), nil, nil) },
		"cast": func() error { return c.Cast(t.Context(), method("echo"), nil) },
	} {
		if err := send(); !errors.Is(err, oslo.ErrUnavailable) || !strings.Contains(err.Error(), "user name or password refused") {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// A queue that was declared with one exchange is not bound to another.
func TestNotificationsOverTwoExchanges(t *testing.T) {
	b := brokertest.For(t)
	tr := open(t, b.URL(""))
	topic := name(t)
	got := make(chan string, 2)
	for _, exchange := range []string{topic + "-a", topic + "-b"} {
		n := notify.NewNotifier(tr, "p", notify.WithTopics(topic), notify.WithExchange(exchange))
		must(t, n.Info(t.Context(), exchange, nil))
	}
	l := notify.NewListener(tr, []oslo.Target{{Exchange: topic + "-a", Topic: topic}})
	l.Handle(notify.Event{Priorities: []notify.Priority{notify.PriorityInfo}, Run: func(_ context.Context, in *notify.Incoming) error {
		got <- in.EventType
		return nil
	}})
	must(t, l.Start(t.Context()))
	t.Cleanup(func() { _ = l.Wait(context.Background()) })
	for range cap(got) {
		select {
		case <-got:
		case <-time.After(patience):
			t.Fatal("a confirmed notification is lost")
		}
	}
}

// A topic whose queue can't be declared keeps nothing from the others.
func TestNotificationToSeveralTopics(t *testing.T) {
	b := brokertest.For(t)
	ch := rawChannel(t, b)
	bad, good := name(t)+"-bad", name(t)+"-good"
	_, err := ch.QueueDeclare(bad+".info", false, false, false, false, amqp091.Table{"x-max-length": int32(7)})
	must(t, err)
	n := notify.NewNotifier(open(t, b.URL("")), "p", notify.WithTopics(bad, good))
	if err := n.Info(t.Context(), "e", nil); !errors.Is(err, oslo.ErrRefused) || !strings.Contains(err.Error(), bad) {
		t.Errorf("Info: %v", err)
	}
	if q, err := ch.QueueDeclarePassive(good+".info", false, false, false, false, nil); err != nil || q.Messages != 1 {
		t.Errorf("%d messages, %v", q.Messages, err)
	}
}

// The queue of a pool with an expiry lives as long as a listener does, and ends a while
// after the last one. Members of a pool agree on it.
func TestPoolQueueExpires(t *testing.T) {
	b := slowly(t)
	topic := name(t)
	tap := func(expiry time.Duration) *notify.Listener {
		opts := []notify.ListenerOption{notify.WithPool(topic + "-tap")}
		if expiry > 0 {
			opts = append(opts, notify.WithPoolExpiry(expiry))
		}
		l := notify.NewListener(open(t, b.URL("")), []oslo.Target{{Topic: topic}}, opts...)
		l.Handle(countEvents(new(runs)))
		return l
	}
	const expiry = 500 * time.Millisecond
	l := tap(expiry)
	must(t, l.Start(t.Context()))
	for _, other := range []time.Duration{0, time.Hour} {
		if err := tap(other).Start(t.Context()); !errors.Is(err, oslo.ErrRefused) || !strings.Contains(err.Error(), "x-expires") {
			t.Errorf("a member with expiry %v: %v, want a refusal that names x-expires", other, err)
		}
	}
	pause(2 * expiry)
	exists := func() bool { // without a declaration, which would keep the queue
		names, err := b.Ctl(t.Context(), "list_queues", "-q", "-p", vhost(t, b), "name")
		must(t, err)
		return strings.Contains(names, topic+"-tap")
	}
	if !exists() {
		t.Error("the queue has expired though it is consumed")
	}
	must(t, l.Wait(t.Context()))
	eventually(t, patience, "the queue expires", func() bool { return !exists() })
}

// A call may wait for ever; RabbitMQ takes no expiration beyond ten years.
func TestVeryLongCall(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL("")), topic, "one", &r)
	must(t, echo(t, client(open(t, b.URL("")), topic, math.MaxInt64)))
}

// A listener that took a queue as it was asks for its own kind again after a reconnect.
func TestDurableAgain(t *testing.T) {
	b := breakable(t)
	exchange, topic := name(t), name(t)
	durable := brisk(func(c *amqp.Config) { c.DurableQueues, c.RepairInterval = true, time.Second })
	must(t, rawChannel(t, b).ExchangeDeclare(exchange, "topic", false, false, false, false, nil))
	var r runs
	serve(t, openIn(t, exchange, b.URL(""), durable), topic, "one", &r)
	c := client(openIn(t, exchange, b.URL("")), topic, 2*time.Second)
	works(t, patience, c)

	// As after a restart of the broker, when a peer with the right options comes first.
	eventually(t, patience, "the exchange and the queues are durable", func() bool {
		_ = b.CloseAllConnections(t.Context(), "test")
		ch := rawChannel(t, b)
		for _, queue := range []string{topic, topic + ".one"} {
			if _, err := ch.QueueDelete(queue, false, false, false); err != nil {
				return false
			}
		}
		if err := ch.ExchangeDelete(exchange, false, false); err != nil {
			return false
		}
		return ch.ExchangeDeclare(exchange, "topic", true, false, false, false, nil) == nil
	})
	works(t, patience, client(openIn(t, exchange, b.URL(""), durable), topic, 2*time.Second))
}

// states are those that connections took.
type states struct {
	sync.Mutex
	all []amqp.ConnectionState
}

func (s *states) note(c amqp.ConnectionState) {
	s.Lock()
	defer s.Unlock()
	s.all = append(s.all, c)
}

// A connection that is closed because nobody needs it any longer was not lost.
func TestCloseIsNoLoss(t *testing.T) {
	b := brokertest.For(t)
	var seen states
	tr := open(t, b.URL(""), brisk(func(c *amqp.Config) {
		c.OnState = seen.note
		c.PoolShare, c.PoolMinSize, c.PoolTTL = 1, -1, 100*time.Millisecond
	}))
	topic := name(t)
	var r runs
	srv := serve(t, tr, topic, "one", &r)
	must(t, echo(t, client(tr, topic, patience)))
	eventually(t, patience, "the idle connection is closed", func() bool {
		return len(healthOf(t, tr).Senders) == 0
	})
	if h := healthOf(t, tr); !h.OK() {
		t.Errorf("without a connection to send, which nobody needs: %+v", h)
	}
	must(t, srv.Wait(t.Context()))
	must(t, tr.Close())
	seen.Lock()
	defer seen.Unlock()
	for _, s := range seen.all {
		if s.State == amqp.StateLost || s.Err != nil {
			t.Errorf("%+v", s)
		}
	}
}

// A connection that is lost while nobody sends is not missed.
func TestHealthWithoutSenders(t *testing.T) {
	b := breakable(t)
	tr := open(t, b.URL(""), brisk())
	must(t, client(tr, name(t), patience).Cast(t.Context(), method("echo"), nil))
	must(t, b.CloseAllConnections(t.Context(), "test"))
	eventually(t, patience, "the loss is known and the transport well", func() bool {
		h := healthOf(t, tr)
		return h.OK() && len(h.Senders) == 1 && h.Senders[0].State == amqp.StateIdle && h.Senders[0].LastError != nil
	})
}

// Whatever cause a ctx has, an operation that runs out of its time says so.
func TestOutOfTimeMatchesItsSentinels(t *testing.T) {
	tr := open(t, "rabbit://127.0.0.1:1/")
	cause := errors.New("enough")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 100*time.Millisecond, cause)
	defer cancel()
	c := client(tr, name(t), patience)
	for kind, err := range map[string]error{
		"call": c.Call(ctx, method("echo"), nil, nil),
		"cast": c.Cast(ctx, method("echo"), nil),
	} {
		for _, want := range []error{oslo.ErrTimeout, oslo.ErrUnavailable, context.DeadlineExceeded} {
			if !errors.Is(err, want) {
				t.Errorf("%s: %v does not match %v", kind, err, want)
			}
		}
	}
}

// A request tells its server how long its caller waits.
func TestCallersTimeoutArrives(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	tr := open(t, b.URL(""), brisk())
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: topic})
	began := time.Now()
	if err := client(tr, topic, time.Hour).Call(t.Context(), method("any"), nil, nil); err != nil {
		t.Fatal(err)
	}
	if in := requests.Next(t); in.Deadline.Before(began.Add(time.Hour-time.Second)) || in.Deadline.After(time.Now().Add(time.Hour)) {
		t.Errorf("the deadline is %v", in.Deadline)
	}
}
