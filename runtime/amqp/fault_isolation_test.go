package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/peers"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// crowd is the innocents of one process: callers, casters, notifiers, and a server that
// is called from elsewhere. All share one transport with the guilty.
type crowd struct {
	t     *testing.T
	tr    oslo.Transport
	log   *book
	stop  chan struct{}
	busy  sync.WaitGroup
	sent  atomic.Int64 // of all kinds
	casts atomic.Int64
	ran   runs // calls
	cast  runs
	mine  runs // calls to the server of this process
}

// innocents starts a crowd on url, as user, and the peers that it talks to on peerURL.
func innocents(t *testing.T, url, peerURL string) *crowd {
	t.Helper()
	c := &crowd{t: t, log: &book{}, stop: make(chan struct{})}
	var err error
	logger := slog.New(slog.NewTextHandler(c.log, nil))
	c.tr, err = oslo.Open(t.Context(), url, amqp.Driver(brisk()), oslo.WithLogger(logger))
	must(t, err)
	t.Cleanup(func() { _ = c.tr.Close() })
	others := open(t, peerURL, brisk())
	topic := name(t)
	serve(t, others, topic+"-calls", "one", &c.ran)
	serve(t, others, topic+"-casts", "one", &c.cast)
	serve(t, c.tr, topic+"-mine", "one", &c.mine)
	for range 16 {
		c.repeat("call", func() error { return echo(t, client(c.tr, topic+"-calls", patience)) })
	}
	for range 8 {
		c.repeat("cast", func() error {
			err := client(c.tr, topic+"-casts", patience).Cast(t.Context(), method("echo"), args{"id": fmt.Sprint(lastID.Add(1))})
			if err == nil {
				c.casts.Add(1)
			}
			return err
		})
	}
	for range 4 {
		n := notify.NewNotifier(c.tr, "crowd", notify.WithTopics(topic))
		c.repeat("notification", func() error { return n.Info(t.Context(), "event", args{"x": 1}) })
	}
	for range 32 {
		c.repeat("remote call", func() error { return echo(t, client(others, topic+"-mine", patience)) })
	}
	return c
}

// repeat does something that must always work, about fifty times a second.
func (c *crowd) repeat(what string, do func() error) {
	c.busy.Go(func() { // ends with stop
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			if err := do(); err != nil {
				c.t.Errorf("an innocent %s: %v", what, err)
			}
			c.sent.Add(1)
			select {
			case <-c.stop:
				return
			case <-tick.C:
			}
		}
	})
}

// disperse stops the crowd and checks that all ran once.
func (c *crowd) disperse(what string) {
	c.t.Helper()
	close(c.stop)
	c.busy.Wait()
	eventually(c.t, patience, "all casts run", func() bool { return c.cast.all.Load() >= c.casts.Load() })
	twice := c.ran.twice() + c.cast.twice() + c.mine.twice()
	lost := strings.Count(c.log.String(), "giving up") + strings.Count(c.log.String(), "dropping a reply")
	if twice > 0 || lost > 0 || c.cast.all.Load() != c.casts.Load() {
		c.t.Errorf("%d ran twice, %d replies were dropped, %d of %d casts ran", twice, lost, c.cast.all.Load(), c.casts.Load())
	}
	report("refused messages beside innocents: "+what, "0 fail, 0 lost, 0 twice",
		fmt.Sprintf("%d sent", c.sent.Load()), !c.t.Failed())
}

// guiltyMessages is how many refused messages of a kind there are.
func guiltyMessages() int {
	if chaos() {
		return 50
	}
	return 15
}

// A message that the broker refuses ends with the error of its class, and those of others
// on the same transport notice nothing.
func TestChaosRefusedMessagesHarmNobody(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	user := fmt.Sprintf("u%d", time.Now().UnixNano())
	for _, ctl := range [][]string{
		{"add_user", user, "secret"},
		{"set_permissions", user, ".*", "^(?!forbidden).*", ".*"},
	} {
		_, err := b.Ctl(t.Context(), ctl...)
		must(t, err)
	}
	admin := rawChannel(t, b)
	durable := peers.Quorum()
	must(t, admin.ExchangeDeclare("forbidden", "topic", durable, false, false, false, nil))
	must(t, admin.ExchangeDeclare("forbidden_fanout", "fanout", durable, true, false, false, nil))
	_, err := admin.QueueDeclare(topic+"-keep", durable, !durable, false, false, nil) // keeps the exchange
	must(t, err)
	must(t, admin.QueueBind(topic+"-keep", "", "forbidden_fanout", false, nil))
	url := strings.Replace(b.URL(""), "guest:guest", user+":secret", 1)

	forbidden := oslo.Target{Exchange: "forbidden", Topic: "forbidden"}
	large := args{"id": strings.Repeat("x", ruinsMessageSize+1000)}
	for _, guilty := range []struct {
		what string
		send func(tr oslo.Transport) error
		want error
	}{
		{"calls to a forbidden exchange", func(tr oslo.Transport) error {
			return oslo.NewClient(tr, forbidden, oslo.WithTimeout(patience)).Call(t.Context(), method("echo"), nil, nil)
		}, oslo.ErrRefused},
		{"casts to a forbidden exchange", func(tr oslo.Transport) error {
			return oslo.NewClient(tr, forbidden, oslo.WithTimeout(patience)).Cast(t.Context(), method("echo"), nil)
		}, oslo.ErrRefused},
		{"fanouts to a forbidden exchange", func(tr oslo.Transport) error {
			return oslo.NewClient(tr, forbidden, oslo.WithTimeout(patience)).Fanout(t.Context(), method("echo"), nil)
		}, oslo.ErrRefused},
		{"messages that are too large", func(tr oslo.Transport) error {
			return client(tr, topic, patience).Cast(t.Context(), method("echo"), large)
		}, oslo.ErrTooLarge},
		{"fanouts to an exchange that is deleted each time", func(tr oslo.Transport) error {
			err := client(tr, topic, patience).Fanout(t.Context(), method("echo"), nil)
			_ = admin.ExchangeDelete(topic+"_fanout", false, false)
			return err
		}, nil},
	} {
		t.Run(guilty.what, func(t *testing.T) {
			c := innocents(t, url, b.URL(""))
			for range guiltyMessages() {
				if err := guilty.send(c.tr); !errors.Is(err, guilty.want) || errors.Is(err, oslo.ErrReplyLost) {
					t.Errorf("%s: %v, want %v", guilty.what, err, guilty.want)
				}
				pause(20 * time.Millisecond)
			}
			c.disperse(guilty.what)
			if n := strings.Count(c.log.String(), "the broker closed a channel"); n == 0 {
				t.Error("no close of a channel is logged")
			}
		})
	}
}

// A result that is too large for the broker fails its own call, and no other.
func TestChaosLargeResultHarmsNobody(t *testing.T) {
	b := breakable(t)
	c := innocents(t, b.URL(""), b.URL(""))
	topic := name(t)
	srv := oslo.NewServer(c.tr, oslo.Target{Topic: topic, Server: "one"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
		"large": func(context.Context, *oslo.Incoming) (any, error) {
			return strings.Repeat("x", ruinsMessageSize+1000), nil
		},
	}})
	must(t, srv.Start(t.Context()))
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	peer := client(open(t, b.URL(""), brisk()), topic, patience)
	for range guiltyMessages() / 3 {
		var remote *oslo.RemoteError
		if err := peer.Call(t.Context(), method("large"), nil, nil); !errors.As(err, &remote) {
			t.Errorf("a call whose result is too large: %v", err)
		}
	}
	c.disperse("results that are too large")
}
