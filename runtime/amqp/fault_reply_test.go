package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/transport"
)

// The reply queue is deleted while a call waits: the call fails at once and the
// next one works.
func TestFault01ReplyQueueVanishes(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	tr := open(t, b.URL(""), brisk())
	c := client(tr, topic, patience)
	result := make(chan error, 1)
	go func() { result <- c.Call(context.Background(), method("wait"), args{"id": "w"}, nil) }()
	eventually(t, patience, "the method starts", func() bool { return r.of("w") == 1 })

	ch := rawChannel(t, b)
	for _, q := range replyQueues(t, b) {
		_, err := ch.QueueDelete(q, false, false, false)
		must(t, err)
	}
	within(t, time.Second, "the call fails", func() {
		if err := <-result; !errors.Is(err, oslo.ErrReplyLost) {
			t.Errorf("the call ended with %v, want ErrReplyLost", err)
		}
	})
	works(t, 2*time.Second, client(tr, topic, time.Second))
}

// Callers whose reply queues are gone do not keep an honest one waiting.
func TestFault03DeadCallers(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serverTransport := open(t, b.URL(""), brisk())
	serve(t, serverTransport, topic, "one", &r, oslo.WithWorkers(8))
	c := client(open(t, b.URL(""), brisk()), topic, patience)
	must(t, echo(t, c))

	const dead = 1000
	ch := rawChannel(t, b)
	for i := range dead {
		body := fmt.Appendf(nil, `{"method": "echo", "args": {"id": "dead-%d"}, "_msg_id": %q, "_reply_q": "reply_dead%d", "_unique_id": %q}`,
			i, transport.NewID(), i, transport.NewID())
		must(t, ch.PublishWithContext(t.Context(), "openstack", topic, true, false, amqp091.Publishing{ContentType: "application/json", Body: body}))
	}
	late := newLag(t)
	var took []time.Duration
	eventually(t, patience, "all dead calls have run", func() bool {
		began := time.Now()
		must(t, echo(t, c))
		took = append(took, time.Since(began))
		return r.all.Load() >= dead+100
	})
	for range 50 { // while their replies are tried again
		began := time.Now()
		must(t, echo(t, c))
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	p99 := took[len(took)*99/100]
	t.Logf("%d honest calls beside %d dead callers: p50 %v, p99 %v, max %v", len(took), dead, took[len(took)/2], p99, took[len(took)-1])
	report("1,000 callers with dead reply queues", "honest p99 <= 1 s", fmt.Sprintf("p99 %v of %d calls", p99.Round(time.Microsecond), len(took)), p99 <= time.Second)
	if p99 > late.stretch(time.Second) {
		t.Errorf("honest p99 is %v, want at most 1 s", p99)
	}
	if n := healthOf(t, serverTransport).RepliesPending; n == 0 || n > dead {
		t.Errorf("%d replies are pending, want some and at most %d", n, dead)
	}
}

// Late, double and unknown replies reach nobody, and no waiter is left behind.
func TestFault13WaiterRaces(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	before := replyQueues(t, b)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	tr := open(t, b.URL(""), brisk())
	must(t, echo(t, client(tr, topic, patience)))
	queues := slices.DeleteFunc(replyQueues(t, b), func(q string) bool { return slices.Contains(before, q) })
	if len(queues) != 1 {
		t.Fatalf("reply queues %v, want one", queues)
	}

	stop := make(chan struct{})
	var forgers, callers sync.WaitGroup
	ch := rawChannel(t, b)
	forgers.Go(func() { // forged and broken replies, in the midst of real ones
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-tick.C:
			}
			body := fmt.Appendf(nil, `{"result": "forged", "failure": null, "ending": true, "_msg_id": %q, "_unique_id": %q}`,
				transport.NewID(), transport.NewID())
			if i%3 == 0 {
				body = body[:len(body)/2]
			}
			_ = ch.PublishWithContext(context.Background(), "", queues[0], false, false, amqp091.Publishing{ContentType: "application/json", Body: body})
		}
	})
	for i := range 8 {
		timeout := patience
		if i%2 == 0 {
			timeout = time.Millisecond // gives up about when the reply comes
		}
		c := client(tr, topic, timeout)
		callers.Go(func() {
			for range 100 {
				if err := echo(t, c); err != nil && !errors.Is(err, oslo.ErrTimeout) {
					t.Errorf("call: %v", err)
					return
				}
			}
		})
	}
	callers.Wait()
	close(stop)
	forgers.Wait()
	eventually(t, patience, "no call waits", func() bool { return healthOf(t, tr).CallsWaiting == 0 })
	must(t, echo(t, client(tr, topic, patience)))
	if n := r.twice(); n > 0 {
		t.Errorf("%d calls ran twice", n)
	}
}

// Calls beyond the limit are refused, those within are not touched.
func TestLimitCalls(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	tr := open(t, b.URL(""), brisk(func(c *amqp.Config) { c.MaxCalls = 2 }))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var calls sync.WaitGroup
	for i := range 2 {
		calls.Go(func() {
			_ = client(tr, topic, patience).Call(ctx, method("wait"), args{"id": fmt.Sprint(i)}, nil)
		})
	}
	eventually(t, patience, "two calls wait", func() bool { return healthOf(t, tr).CallsWaiting == 2 })
	if err := echo(t, client(tr, topic, patience)); !errors.Is(err, oslo.ErrTooManyCalls) {
		t.Errorf("the third call: %v, want ErrTooManyCalls", err)
	}
	cancel()
	calls.Wait()
	must(t, echo(t, client(tr, topic, patience)))
}
