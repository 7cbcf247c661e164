package amqp_test

import (
	"context"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// large is a message that takes seconds over the slow line of these tests, and line is
// what that takes, bytes a second.
const (
	large = 8 << 20
	line  = 2 << 20
)

// serveLarge starts a server whose method big returns so much.
func serveLarge(t *testing.T, tr oslo.Transport, topic string) {
	t.Helper()
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: "one"}, oslo.WithDrainTimeout(5*time.Second))
	dispatch.Register(srv, oslo.Endpoint{Name: "Large", Methods: map[string]oslo.Func{
		"big":   func(context.Context, *oslo.Incoming) (any, error) { return strings.Repeat("x", large), nil },
		"small": func(context.Context, *oslo.Incoming) (any, error) { return "x", nil },
	}})
	must(t, srv.Start(t.Context()))
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
}

// A large message on its way over a slow line holds up no small one: the small ones take
// another connection.
func TestLargeMessageHoldsUpNobody(t *testing.T) {
	b := slowly(t)
	big := strings.Repeat("x", large)
	for kind, send := range map[string]func(t *testing.T, slow, quick oslo.Transport, topic string) error{
		"cast": func(t *testing.T, slow, _ oslo.Transport, topic string) error {
			return client(slow, topic, patience).Cast(t.Context(), method("nobody"), args{"x": big})
		},
		"notification": func(t *testing.T, slow, _ oslo.Transport, topic string) error {
			return notify.NewNotifier(slow, "test", notify.WithTopics(topic)).Info(t.Context(), "event", args{"x": big})
		},
		"reply": func(t *testing.T, _, quick oslo.Transport, topic string) error {
			return client(quick, topic, patience).Call(t.Context(), method("big"), nil, nil)
		},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel() // each waits for its line most of the time
			topic := strings.ReplaceAll(name(t), "/", "-")
			proxy := b.Proxy(t)
			quick := open(t, b.URL(""), brisk())
			slow := open(t, b.URLAt(proxy.Address(), ""), brisk())
			server, caller := quick, slow
			if kind == "reply" {
				server, caller = slow, quick
			}
			serveLarge(t, server, topic)
			c := client(caller, topic, 5*time.Second)
			must(t, c.Call(t.Context(), method("small"), nil, nil))
			proxy.Slow(line)
			began, sent := time.Now(), make(chan error, 1)
			go func() { sent <- send(t, slow, quick, topic) }() // ends when it is sent
			var worst time.Duration
			for calls := 0; ; calls++ {
				select {
				case err := <-sent:
					must(t, err)
					t.Logf("%d calls in the %v of a large %s; the slowest took %v", calls, time.Since(began), kind, worst)
					if calls < 5 {
						t.Errorf("%d calls beside a large %s, want at least 5", calls, kind)
					}
					return
				case <-time.After(50 * time.Millisecond):
				}
				at := time.Now()
				must(t, c.Call(t.Context(), method("small"), nil, nil))
				worst = max(worst, time.Since(at))
			}
		})
	}
}
