package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// long is what the long form of a test takes, and short what the other does.
func long[T any](long, short T) T {
	if chaos() {
		return long
	}
	return short
}

// serveSlow starts a server whose method slow takes a while and returns its id.
func serveSlow(t *testing.T, tr oslo.Transport, topic string, takes time.Duration, r *runs) {
	t.Helper()
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: "one"}, oslo.WithWorkers(200))
	dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
		"slow": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a id
			if err := in.Decode(&a); err != nil {
				return nil, err
			}
			r.add(a.ID)
			pause(takes)
			return a.ID, nil
		},
	}})
	must(t, srv.Start(t.Context()))
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
}

// slowCalls makes n calls at once, begun over a time, and returns how many had no answer.
func slowCalls(t *testing.T, c *oslo.Client, n int, over time.Duration) (failed int) {
	var mu sync.Mutex
	var calls sync.WaitGroup
	for i := range n {
		calls.Go(func() {
			pause(over * time.Duration(i) / time.Duration(n))
			sent := fmt.Sprint(lastID.Add(1))
			var got string
			if err := c.Call(context.Background(), method("slow"), args{"id": sent}, &got); err != nil || got != sent {
				mu.Lock()
				defer mu.Unlock()
				failed++
				t.Errorf("call %s: %q, %v", sent, got, err)
			}
		})
	}
	calls.Wait()
	return failed
}

// closeNamed has the broker close the connections whose name ends so.
func closeNamed(t *testing.T, b *brokertest.Broker, suffix string) {
	t.Helper()
	_, err := b.Eval(context.Background(), fmt.Sprintf(`[rabbit_networking:close_connection(P, "drill") || P <- rabbit_networking:local_connections(),
		[{client_properties, All}] <- [rabbit_reader:info(P, [client_properties])], is_list(All),
		{_, _, N} <- [lists:keyfind(<<"connection_name">>, 1, All)], lists:suffix(%q, binary_to_list(N))]`, suffix))
	if err != nil {
		t.Error(err)
	}
}

// Calls outlive the connections that they were sent over, that their replies come over,
// and those of their server.
func TestChaosCallsSurviveEveryConnection(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	const takes = 2 * time.Second
	serveSlow(t, open(t, b.URL(""), brisk()), topic, takes, &r)
	tr := open(t, b.URL(""), brisk())
	c := client(tr, topic, patience)
	n := long(100, 30)
	stop := make(chan struct{})
	var cutting sync.WaitGroup
	cuts := 0
	cutting.Go(func() { // ends with stop
		// A call that is on the wire when its connection is cut is in doubt; see
		// TestChaosCutsBetweenSendingAndConfirm. These have arrived.
		eventually(t, patience, "every call has begun", func() bool { return r.all.Load() >= int64(n) })
		for {
			for _, which := range []string{":send", ":reply", ":listen " + topic + ".one"} {
				select {
				case <-stop:
					return
				case <-time.After(rand.N(takes / 8)):
				}
				closeNamed(t, b, which)
				cuts++
			}
		}
	})
	failed := slowCalls(t, c, n, 0)
	close(stop)
	cutting.Wait()
	report("sending, reply and server connections closed in turn", "every call answered, 0 run twice",
		fmt.Sprintf("%d of %d calls, %d cuts, %d twice", n-failed, n, cuts, r.twice()), failed == 0 && r.twice() == 0)
	if cuts < 3 || r.twice() > 0 {
		t.Errorf("%d cuts, %d ran twice", cuts, r.twice())
	}
}

// A connection that the pool closes for being idle takes no call with it.
func TestChaosPoolClosesNoCall(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serveSlow(t, open(t, b.URL(""), brisk()), topic, long(3*time.Second, time.Second), &r)
	tr := open(t, b.URL(""), brisk(func(c *amqp.Config) {
		c.PoolMinSize, c.PoolShare, c.PoolTTL = -1, 1, long(time.Second, 200*time.Millisecond)
	}))
	failed := slowCalls(t, client(tr, topic, patience), 32, 100*time.Millisecond)
	report("calls of 3 s, pool ttl 1 s", "32 answers", fmt.Sprint(32-failed), failed == 0)
	eventually(t, patience, "all connections close", func() bool { return len(healthOf(t, tr).Senders) == 0 })
}

// A topic that nobody serves is asked again until the deadline. The error says what is
// missing, and a server that comes late answers.
func TestUnservedTopicExplainsItself(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	tr := openIn(t, topic+"-exchange", b.URL(""), brisk())
	err := echo(t, client(tr, topic, 500*time.Millisecond))
	if !errors.Is(err, oslo.ErrTimeout) || !errors.Is(err, oslo.ErrUndeliverable) ||
		!strings.Contains(err.Error(), "no reply to message ") ||
		!strings.Contains(err.Error(), "exchange "+topic+"-exchange has no queue for topic "+topic) {
		t.Errorf("a call that nobody serves: %v", err)
	}
	if err := echo(t, client(tr, topic, patience, oslo.WithMandatory())); !errors.Is(err, oslo.ErrUndeliverable) || errors.Is(err, oslo.ErrTimeout) {
		t.Errorf("a mandatory call that nobody serves: %v", err)
	}
	answered := make(chan error, 1)
	go func() { answered <- echo(t, client(tr, topic, patience)) }()
	pause(300 * time.Millisecond)
	var r runs
	serve(t, openIn(t, topic+"-exchange", b.URL(""), brisk()), topic, "one", &r)
	within(t, 10*time.Second, "the call is answered", func() { must(t, <-answered) })
}

// callUntilServed calls a method of a topic that nobody serves yet, and returns how that
// ends. An attempt that was under way when a connection went is in doubt, so that the
// call ends without a reply. It is made again then.
func callUntilServed(t *testing.T, tr oslo.Transport, topic string) <-chan error {
	ended := make(chan error, 1)
	go func() { // ends with the tenth call at the latest
		var err error
		for range 10 {
			err = echo(t, client(tr, topic, patience))
			if !errors.Is(err, oslo.ErrReplyLost) && !errors.Is(err, oslo.ErrTimeout) {
				break
			}
		}
		ended <- err
	}()
	return ended
}

// A call that waits out a restart of the broker is answered as soon as a server is back,
// and so is one that was waiting for its first server.
func TestChaosCallWaitsOutARestart(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	ready := make(chan time.Time, 100)
	note := func(s amqp.ConnectionState) {
		if s.State == amqp.StateReady {
			ready <- time.Now()
		}
	}
	serve(t, open(t, b.URL(""), brisk(func(c *amqp.Config) { c.OnState = note })), topic, "one", &r)
	tr := open(t, b.URL(""), brisk())
	c := client(tr, topic, patience)
	must(t, echo(t, c))
	unserved := callUntilServed(t, tr, topic+"-late")
	var worst time.Duration
	for range long(20, 1) {
		must(t, b.Terminate(t.Context()))
		answered := make(chan error, 1)
		go func() { answered <- echo(t, c) }()
		for len(ready) > 0 {
			<-ready
		}
		must(t, b.Restart(t.Context()))
		back := <-ready
		must(t, <-answered)
		worst = max(worst, time.Since(back))
	}
	report("a call sent while the broker restarts", "answered within 2 s of the server being ready", worst.Round(time.Millisecond).String(), worst <= 2*time.Second)
	if worst > long(2*time.Second, patience/2) {
		t.Errorf("answered %v after the server was ready", worst)
	}
	serve(t, open(t, b.URL(""), brisk()), topic+"-late", "one", &r)
	if err := <-unserved; err != nil {
		t.Errorf("a call that waits for its first server: %v", err)
	}
	if r.twice() > 0 {
		t.Errorf("%d ran twice", r.twice())
	}
}

// A reply that is lost with its connection is sent again.
func TestLostReplyIsSentAgain(t *testing.T) {
	b := brokertest.For(t)
	proxy := b.Proxy(t)
	topic := name(t)
	var r runs
	serveSlow(t, open(t, b.URLAt(proxy.Address(), ""), brisk()), topic, 300*time.Millisecond, &r)
	c := client(open(t, b.URL(""), brisk()), topic, patience)
	must(t, c.Call(t.Context(), method("slow"), args{"id": "first"}, nil)) // the server's connection is up
	answered := make(chan error, 1)
	go func() { answered <- c.Call(context.Background(), method("slow"), args{"id": "lost"}, nil) }()
	eventually(t, patience, "the method runs", func() bool { return r.of("lost") == 1 })
	proxy.Blackhole() // swallows the reply
	pause(500 * time.Millisecond)
	proxy.Cut()
	must(t, proxy.Resume())
	must(t, <-answered)
	if r.of("lost") != 1 {
		t.Errorf("ran %d times", r.of("lost"))
	}
}

// A notification whose queue was deleted has it declared again, and is not lost.
func TestNotificationDeclaresItsQueueAgain(t *testing.T) {
	b := brokertest.For(t)
	ch := rawChannel(t, b)
	topic := name(t)
	n := notify.NewNotifier(open(t, b.URL(""), brisk()), "test", notify.WithTopics(topic), notify.WithRetry(0))
	for range 3 {
		must(t, n.Info(t.Context(), "event", nil))
		q, err := ch.QueueDeclarePassive(topic+".info", false, false, false, false, nil)
		if err != nil || q.Messages != 1 {
			t.Fatalf("%d messages, %v", q.Messages, err)
		}
		_, err = ch.QueueDelete(topic+".info", false, false, false)
		must(t, err)
	}
}

// A message whose confirm was lost may have run, whatever happens afterwards.
func TestLostConfirmIsNotUnavailable(t *testing.T) {
	b := slowly(t)
	for kind, send := range map[string]func(ctx context.Context, c *oslo.Client, tr oslo.Transport, topic string) error{
		"fanout": func(ctx context.Context, c *oslo.Client, _ oslo.Transport, _ string) error {
			return c.With(oslo.WithRetry(0)).Fanout(ctx, method("echo"), args{"id": "x"})
		},
		"cast to one, retry 0": func(ctx context.Context, c *oslo.Client, _ oslo.Transport, _ string) error {
			return c.With(oslo.WithRetry(0)).On("one").Cast(ctx, method("echo"), args{"id": "x"})
		},
		"cast to one": func(ctx context.Context, c *oslo.Client, _ oslo.Transport, _ string) error {
			return c.On("one").Cast(ctx, method("echo"), args{"id": "x"})
		},
		"notification": func(ctx context.Context, _ *oslo.Client, tr oslo.Transport, topic string) error {
			return notify.NewNotifier(tr, "test", notify.WithTopics(topic), notify.WithRetry(0)).Info(ctx, "x", nil)
		},
	} {
		t.Run(kind, func(t *testing.T) {
			topic := strings.ReplaceAll(name(t), "/", "-")
			proxy := b.Proxy(t)
			var r runs
			serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
			tr := open(t, b.URLAt(proxy.Address(), ""), brisk())
			c := client(tr, topic, patience)
			must(t, c.Cast(t.Context(), method("echo"), args{"id": "before"}))
			must(t, c.Fanout(t.Context(), method("echo"), args{"id": "before"}))
			must(t, notify.NewNotifier(tr, "test", notify.WithTopics(topic)).Info(t.Context(), "x", nil))
			proxy.Mute()
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			result := make(chan error, 1)
			go func() { result <- send(ctx, c, tr, topic) }()
			if kind != "notification" {
				eventually(t, patience, "it runs", func() bool { return r.of("x") == 1 })
			} else {
				pause(200 * time.Millisecond)
			}
			proxy.Refuse()
			proxy.Cut()
			err := <-result
			if !errors.Is(err, oslo.ErrReplyLost) || errors.Is(err, oslo.ErrUnavailable) || oslo.NotSent(err) {
				t.Errorf("%v, want ErrReplyLost and not ErrUnavailable", err)
			}
		})
	}
}

// The reply queue of a transport that is closed in order is gone.
func TestCloseDeletesTheReplyQueue(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	before := replyQueues(t, b)
	tr := open(t, b.URL(""), brisk(func(c *amqp.Config) { c.QueueManager = false })) // its queues stay for the next process
	must(t, echo(t, client(tr, topic, patience)))
	must(t, tr.Close())
	if left := slices.DeleteFunc(replyQueues(t, b), func(q string) bool { return slices.Contains(before, q) }); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
