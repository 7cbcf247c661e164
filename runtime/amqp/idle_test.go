package amqp

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// noHeartbeat lets connections live long, to a broker that sends none.
func noHeartbeat(c *Config) { c.Heartbeat = -1 }

// A channel that is closed because nothing was sent over it for long, and then its
// connection, take no call with them.
func TestIdleChannelClosesNoCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		closed := 0
		b.Intercept = func(m *fakebroker.Method) bool {
			if m.ID == frame.ChannelClose && m.On.Purpose() == "send" {
				closed++
			}
			return false
		}
		srv := oslo.NewServer(openFake(t, b, noHeartbeat), oslo.Target{Topic: "t", Server: "one"})
		dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
			"run": func(context.Context, *oslo.Incoming) (any, error) { time.Sleep(10 * time.Minute); return nil, nil },
		}})
		if err := srv.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = srv.Wait(context.Background()) })
		tr := openFake(t, b, noHeartbeat, func(c *Config) { c.PoolMinSize, c.PoolTTL = -1, 3*time.Minute })
		result := begin(clientOf(tr, oslo.WithTimeout(time.Hour)))
		time.Sleep(5 * time.Minute)
		if h, _ := HealthOf(tr); closed == 0 || len(h.Senders) != 0 {
			t.Errorf("%d channels were closed, and these connections are left: %+v", closed, h.Senders)
		}
		if err := <-result; err != nil {
			t.Error(err)
		}
	})
}

// declarations counts the bindings, unbindings and exchange declarations that b gets.
func declarations(b *fakebroker.Broker) *atomic.Int64 {
	var made atomic.Int64
	b.Intercept = func(m *fakebroker.Method) bool {
		switch m.ID {
		case fakebroker.QueueBind, fakebroker.QueueUnbind, fakebroker.ExchangeDeclare:
			made.Add(1)
		}
		return false
	}
	return &made
}

// A server that has nothing to do has nothing for the broker to do: it binds its queues
// again once in a few minutes, and after a reconnect to a broker without others not at once.
func TestIdleServerMakesFewBindings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		made := declarations(b)
		serveFake(t, openFake(t, b, noHeartbeat))
		during := func(d time.Duration) int64 {
			made.Store(0)
			time.Sleep(d)
			return made.Load()
		}
		during(time.Second)
		if n := during(58 * time.Second); n > 0 {
			t.Errorf("%d declarations soon after the start", n)
		}
		during(time.Minute + time.Second) // once anew
		if n := during(time.Hour); n > 3*24 {
			t.Errorf("%d declarations of an idle server in an hour, want one of each of its 3 queues in 2.5 to 5 minutes", n)
		}
		b.Cut(nil)
		if n := during(5 * time.Second); n > 2*3 {
			t.Errorf("%d declarations after a reconnect, want 3 exchanges and 3 bindings", n)
		}
	})
}

// A broker takes its time to clean up after a node, and may take a binding at the end. So
// after a reconnect bindings are made anew for minutes, and also after the cancel of a consumer.
func TestBindingsAreMadeAnewForMinutes(t *testing.T) {
	for _, row := range []struct {
		name  string
		hosts string
		lose  func(*fakebroker.Broker)
		times int64
	}{
		{"reconnect", "guest:guest@one,guest:guest@two", func(b *fakebroker.Broker) { b.Cut(nil) }, 7},
		{"reconnect to one host", "guest:guest@one", func(b *fakebroker.Broker) { b.Cut(nil) }, 4},
		{"cancel", "guest:guest@one,guest:guest@two", func(b *fakebroker.Broker) { b.DeleteQueue("t") }, 7},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			tr := openAt(t, "rabbit://"+row.hosts+"/", b, slog.New(slog.DiscardHandler), noHeartbeat, func(c *Config) { c.RepairInterval = time.Hour })
			made := declarations(b)
			serveFake(t, tr)
			time.Sleep(2*time.Minute + time.Second)
			made.Store(0)
			row.lose(b)
			time.Sleep(5 * time.Minute)
			// 3 queues are declared or one is, and then each is bound twice and unbound twice.
			if n := (made.Load() - 2) / (4 * 3); n != row.times {
				t.Errorf("%s: %d declarations, bindings made anew %d times, want %d", row.name, made.Load(), n, row.times)
			}
		})
	}
}

// A cluster that cleans up may delete a queue that is declared again, and another server
// declares it once more. The one that consumed it is not told, and gets its share again.
func TestServerLeavesAQueueThatIsNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		first := serveFake(t, openFake(t, b, noHeartbeat))
		b.ForgetQueue("t")
		second := serveFake(t, openFake(t, b, noHeartbeat))
		c := clientOf(openFake(t, b, noHeartbeat))
		call := func() {
			t.Helper()
			for range 10 {
				if err := c.Call(t.Context(), run, nil, nil); err != nil {
					t.Fatal(err)
				}
			}
		}
		call()
		if first.Load() != 0 || second.Load() != 10 {
			t.Fatalf("%d and %d calls, want the queue of the first server gone", first.Load(), second.Load())
		}
		time.Sleep(2*time.Minute + time.Second)
		call()
		if first.Load() != 5 || second.Load() != 15 {
			t.Errorf("%d and %d calls, want both servers to have their share", first.Load(), second.Load())
		}
	})
}
