package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/peers"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// The broker is killed and comes back: calls work soon after its port accepts.
// Three in a cluster are TestChaosNodeKilled.
func TestFault04BrokerKilled(t *testing.T) {
	b, late := breakable(t), newLag(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	tr := open(t, b.URL(""), brisk())
	must(t, echo(t, client(tr, topic, patience)))

	waiting := make(chan error, 1)
	deadline, end := patience, oslo.ErrReplyLost // its reply queue dies with the broker
	if peers.Quorum() {
		deadline, end = 5*time.Second, oslo.ErrTimeout // it is still there, and the call waits on
	}
	go func() {
		waiting <- client(tr, topic, deadline).Call(context.Background(), method("wait"), args{"id": "w"}, nil)
	}()
	eventually(t, patience, "the method starts", func() bool { return r.of("w") == 1 })
	must(t, b.Kill())
	eventually(t, patience, "a call says that there is no broker", func() bool { // the first one may still find a connection
		err := echo(t, client(tr, topic, 300*time.Millisecond))
		return errors.Is(err, oslo.ErrUnavailable) && errors.Is(err, oslo.ErrTimeout)
	})
	must(t, b.Restart(t.Context()))
	took := works(t, patience, client(tr, topic, 300*time.Millisecond))
	within(t, patience, "the call that waits ends", func() {
		if err := <-waiting; !errors.Is(err, end) {
			t.Errorf("the call ended with %v, want %v", err, end)
		}
	})
	report("single broker kill -9 and restart", "calls work within 1.5 s of the port accepting", took.Round(time.Millisecond).String(), took <= 1500*time.Millisecond)
	if took > late.stretch(1500*time.Millisecond) {
		t.Errorf("calls work %v after the broker answers, want at most 1.5 s", took)
	}
	if n := r.twice(); n > 0 {
		t.Errorf("%d requests ran twice", n)
	}
}

// An operator closes all connections; the broker shuts down in order (320).
func TestFault05ConnectionsClosed(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	c := client(open(t, b.URL(""), brisk()), topic, time.Second)
	must(t, echo(t, c))
	must(t, b.CloseAllConnections(t.Context(), "maintenance"))
	t.Logf("works %v after close_all_connections", works(t, patience, c))

	must(t, b.Terminate(t.Context()))
	if err := echo(t, client(open(t, b.URL("")), topic, 300*time.Millisecond)); !errors.Is(err, oslo.ErrUnavailable) {
		t.Errorf("a call without a broker: %v, want ErrUnavailable", err)
	}
	must(t, b.Restart(t.Context()))
	t.Logf("works %v after the restart", works(t, patience, c))
}

// heartbeat of the tests of silence; a silent peer is noticed within twice of it.
const heartbeat = 2 * time.Second

// losses returns a function for Config.OnState, and what it tells: when a connection was lost.
func losses() (<-chan time.Time, func(amqp.ConnectionState)) {
	lost := make(chan time.Time, 16)
	return lost, func(s amqp.ConnectionState) {
		if s.State == amqp.StateLost && s.Err != nil {
			select {
			case lost <- time.Now():
			default:
			}
		}
	}
}

// Without a heartbeat of ours the broker's holds.
func TestFault06SilentPeerWithoutAHeartbeat(t *testing.T) {
	b := private(t, brokertest.Options{Config: fmt.Sprintf("heartbeat = %d", heartbeat/time.Second)})
	proxy := b.Proxy(t)
	lost, note := losses()
	tr := open(t, b.URLAt(proxy.Address(), ""), brisk(func(c *amqp.Config) { c.OnState, c.Heartbeat = note, -1 }))
	must(t, client(tr, name(t), patience).Cast(t.Context(), method("echo"), args{"id": "first"}))
	proxy.Blackhole()
	began, late := time.Now(), newLag(t)
	select {
	case at := <-lost:
		if took := at.Sub(began); took > late.stretch(2*heartbeat) {
			t.Errorf("noticed after %v, want at most %v", took, 2*heartbeat)
		}
	case <-time.After(patience):
		t.Fatal("never noticed")
	}
}

// A peer that says nothing any more, nor closes, is noticed within two heartbeats,
// whatever we are doing, and nobody waits longer than he asked for.
func TestFault06SilentPeer(t *testing.T) {
	b := slowly(t)
	for _, doing := range []string{"idle", "writing", "calling"} {
		t.Run(doing, func(t *testing.T) {
			t.Parallel() // each waits for its peer most of the time
			proxy := b.Proxy(t)
			lost, note := losses()
			topic := name(t)
			var r runs
			serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
			tr := open(t, b.URLAt(proxy.Address(), ""), brisk(func(c *amqp.Config) { c.OnState, c.Heartbeat = note, heartbeat }))
			c := client(tr, topic, patience)
			must(t, echo(t, c))
			must(t, c.Cast(t.Context(), method("echo"), args{"id": "first"}))

			proxy.Blackhole()
			began, late := time.Now(), newLag(t)
			var busy sync.WaitGroup
			defer busy.Wait()
			switch doing {
			case "writing":
				big := strings.Repeat("x", 200<<10)
				c := client(tr, topic, patience, oslo.WithoutConfirm())
				for range 2 {
					busy.Go(func() { sendUntil(t, c, "cast", args{"id": big}, 2*heartbeat) })
				}
			case "calling":
				for range 4 {
					busy.Go(func() { sendUntil(t, c, "call", args{"id": "x"}, 2*heartbeat) })
				}
			}
			select {
			case at := <-lost:
				took := at.Sub(began)
				report("silent peer, "+doing, "noticed within 2 x heartbeat ("+(2*heartbeat).String()+")", took.Round(time.Millisecond).String(), took <= 2*heartbeat)
				if took > late.stretch(2*heartbeat) {
					t.Errorf("noticed after %v, want at most %v", took, 2*heartbeat)
				}
			case <-time.After(patience):
				t.Fatal("never noticed")
			}
			busy.Wait()
			within(t, 5*time.Second, "Close", func() { _ = tr.Close() })
		})
	}
	t.Run("just dialled", func(t *testing.T) {
		t.Parallel()
		dead := b.Proxy(t)
		dead.Blackhole() // accepts, and says nothing
		tr := open(t, strings.Replace(b.URL(""), "@", "@"+dead.Address()+",guest:guest@", 1), brisk(func(c *amqp.Config) { c.Heartbeat = heartbeat }))
		topic := name(t)
		var r runs
		serve(t, open(t, b.URL("")), topic, "one", &r)
		took := works(t, 4*heartbeat, client(tr, topic, patience)) // two connections, one after the other
		report("silent peer, just dialled", "the next host after 2 x heartbeat a connection", took.Round(time.Millisecond).String(), took <= 4*heartbeat)

		only := open(t, b.URLAt(dead.Address(), ""), brisk())
		late := newLag(t)
		began := time.Now()
		err := echo(t, client(only, topic, 500*time.Millisecond))
		if took := time.Since(began); !errors.Is(err, oslo.ErrUnavailable) || took > 500*time.Millisecond+slack+late.worst() {
			t.Errorf("a call to a silent host: %v after %v", err, took)
		}
		within(t, 5*time.Second, "Close", func() { _ = only.Close() })
	})
}

// sendUntil sends with short deadlines for a while and checks that each is kept.
func sendUntil(t *testing.T, c *oslo.Client, kind string, a args, d time.Duration) {
	const deadline = 400 * time.Millisecond
	late := newLag(t)
	for end := time.Now().Add(d); time.Now().Before(end); {
		ctx, cancel := context.WithTimeout(context.Background(), deadline)
		began := time.Now()
		var err error
		if kind == "cast" {
			err = c.Cast(ctx, method("echo"), a)
		} else {
			err = c.Call(ctx, method("echo"), a, nil)
		}
		cancel()
		if took := time.Since(began); took > deadline+slack+late.worst() {
			t.Errorf("%s ended %v after it began, its deadline was %v: %v", kind, took, deadline, err)
		}
	}
}

// The broker freezes: whatever is under way, Close and Serve's drain return in time.
func TestCloseWhileFrozen(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	var r runs
	serverTransport, tr := open(t, b.URL("")), open(t, b.URL("")) // with the default heartbeat of a minute
	srv := serve(t, serverTransport, topic, "one", &r)
	c := client(tr, topic, patience)
	must(t, echo(t, c))
	go func() { _ = c.Call(context.Background(), method("wait"), args{"id": "w"}, nil) }()
	eventually(t, patience, "the method starts", func() bool { return r.of("w") == 1 })

	must(t, b.Freeze())
	defer func() { must(t, b.Thaw()) }()
	big := strings.Repeat("x", 1<<20)
	var busy sync.WaitGroup
	for range 8 {
		busy.Go(func() { _ = c.Cast(context.Background(), method("echo"), args{"id": big}) })
	}
	const deadline = 500 * time.Millisecond
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	late := newLag(t)
	waited := within(t, patience, "Wait", func() {
		if err := srv.Wait(ctx); err == nil {
			t.Error("Wait said that all is done, with a method that still runs")
		}
	})
	if t.Logf("Wait returned after %v", waited); waited > deadline+5*slack+late.worst() {
		t.Errorf("Wait returned %v after its deadline", waited-deadline)
	}
	took := within(t, 5*time.Second, "Close", func() { _ = tr.Close() })
	t.Logf("Close returned after %v", took)
	within(t, patience, "the casts end with Close", busy.Wait)
	within(t, 5*time.Second, "Close of the server's transport", func() { _ = serverTransport.Close() })
	report("Close of a frozen broker", "returns within 5 s", took.Round(time.Millisecond).String(), took <= 5*time.Second)
}
