package amqp

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// counts counts the runs of each request.
type counts struct {
	mu  sync.Mutex
	ran map[string]int
}

// serveCounted starts a server of topic "t" that counts.
func serveCounted(t *testing.T, tr oslo.Transport, host string, c *counts) *oslo.Server {
	t.Helper()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "t", Server: host})
	dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
		"run": func(_ context.Context, in *oslo.Incoming) (any, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.ran[string(in.Args)]++
			return nil, nil
		},
	}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	return srv
}

// isListening reports whether a connection is that of a server.
func isListening(c *fakebroker.Conn) bool { return strings.HasPrefix(c.Purpose(), "listen") }

// A server that was alone when it last looked does not know of one that has joined
// since. Requests that come again after both lost their connections may have run there.
// They run once, and those of a server that is alone are not lost, also when it stops.
func TestRequestInDoubtWaitsForOtherServers(t *testing.T) {
	for name, does := range map[string]struct{ join, stop bool }{
		"another server": {join: true}, "alone": {}, "stopped": {stop: true}, "stopped beside another": {join: true, stop: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := fakebroker.New(t)
				var lossy, away atomic.Bool
				b.Intercept = func(m *fakebroker.Method) bool {
					return m.ID == frame.Ack && lossy.Load() && isListening(m.On) // the acknowledgement is lost
				}
				b.Login = func(m *fakebroker.Method) bool {
					if away.Load() && bytes.Contains(m.Args, []byte("listen t.two")) {
						m.On.Close()
						return true
					}
					return false
				}
				c := &counts{ran: map[string]int{}}
				one := serveCounted(t, openFake(t, b), "one", c)
				if does.join {
					serveCounted(t, openFake(t, b), "two", c)
				}
				caller := clientOf(openFake(t, b))
				lossy.Store(true)
				const n = 4
				for i := range n {
					if err := caller.Cast(t.Context(), run, map[string]any{"n": i}); err != nil {
						t.Fatal(err)
					}
				}
				synctest.Wait()
				lossy.Store(false)
				away.Store(true)
				b.Cut(isListening)
				time.Sleep(time.Second)
				away.Store(false) // the second is back later than the first
				if does.stop {
					if err := one.Wait(t.Context()); err != nil {
						t.Error(err)
					}
				}
				time.Sleep(10 * time.Second)
				c.mu.Lock()
				defer c.mu.Unlock()
				if len(c.ran) != n {
					t.Errorf("%d of %d requests ran", len(c.ran), n)
				}
				for request, times := range c.ran {
					if times != 1 {
						t.Errorf("%s ran %d times", request, times)
					}
				}
			})
		})
	}
}

// A listener that stops decides also about requests that have arrived and were not
// looked at yet.
func TestDoubtsAreOpenUntilTheVerdict(t *testing.T) {
	d := new(doubts)
	if d.reopen(false); d.areOpen() {
		t.Error("open without a request in doubt")
	}
	if d.reopen(true); !d.areOpen() {
		t.Error("not open before the requests are looked at")
	}
	if d.decide(begunByNobody); d.areOpen() || d.judge(message{}) != begunByNobody {
		t.Error("open after the verdict")
	}
}
