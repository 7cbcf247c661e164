package amqp

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/transport"
)

// A transport makes do with the channels that the broker allows, or says at once that
// they are too few.
func TestTooFewChannelsAreNamed(t *testing.T) {
	for channels := range uint16(4) {
		channels++
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			b.ChannelMax = channels
			tr := openFake(t, b)
			began := time.Now()
			l, err := tr.Listen(t.Context(), transport.Address{Exchange: "nova", Topic: "t", Server: "one"}, func(*transport.Request) {})
			if err != nil && !names(err, "channel_max") || time.Since(began) > time.Second {
				t.Errorf("channel_max %d: listen: %v after %v", channels, err, time.Since(began))
			}
			if err == nil {
				defer func() { _ = l.Close() }()
			}
			for _, exchange := range []string{"nova", "cinder", "heat", "nova"} {
				began := time.Now()
				err := tr.Cast(t.Context(), &transport.Message{
					Name: "run", Kind: transport.KindCast, Exchange: exchange, Key: "t", Body: []byte(`{"method": "run", "args": {}}`),
					UniqueID: transport.NewID(), Delivery: transport.Delivery{Retry: -1},
				})
				if err != nil && !names(err, "channel_max") || time.Since(began) > time.Second {
					t.Errorf("channel_max %d: cast to %s: %v after %v", channels, exchange, err, time.Since(began))
				}
				if err != nil && channels > 2 {
					t.Errorf("channel_max %d: cast to %s: %v", channels, exchange, err)
				}
			}
		})
	}
}

// names reports whether err is a refusal that mentions a word.
func names(err error, word string) bool {
	return errors.Is(err, oslo.ErrRefused) && strings.Contains(err.Error(), word)
}

// Messages that are larger than a transport takes are dropped and logged, whatever they
// are, and what comes behind them is not.
func TestTooLargeMessagesAreDropped(t *testing.T) {
	large := strings.Repeat("x", 3000)
	for kind, receive := range map[string]func(t *testing.T, tr *driver, b *fakebroker.Broker) (small func() bool){
		"request": func(t *testing.T, tr *driver, b *fakebroker.Broker) func() bool {
			ran := serveFake(t, tr)
			publish(t, b, "", "t", `{"method": "run", "args": {"x": "`+large+`"}}`)
			publish(t, b, "", "t", `{"method": "run", "args": {}}`)
			return func() bool { return ran.Load() == 1 }
		},
		"notification": func(t *testing.T, tr *driver, b *fakebroker.Broker) func() bool {
			got := 0
			on := transport.Subscription{Bindings: []transport.Binding{{Exchange: "openstack", Key: "t.info"}}}
			l, err := tr.Subscribe(t.Context(), on, func(n *transport.Notification) { got++; _ = n.Settler.Ack() })
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = l.Close() })
			publish(t, b, "", "t.info", `{"event_type": "e", "priority": "INFO", "payload": "`+large+`"}`)
			publish(t, b, "", "t.info", `{"event_type": "e", "priority": "INFO", "payload": {}}`)
			return func() bool { return got == 1 }
		},
		"reply": func(t *testing.T, tr *driver, b *fakebroker.Broker) func() bool {
			srv := oslo.NewServer(openFake(t, b), oslo.Target{Topic: "t", Server: "one"})
			dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
				"large": func(context.Context, *oslo.Incoming) (any, error) { return large, nil },
				"run":   func(context.Context, *oslo.Incoming) (any, error) { return 1, nil },
			}})
			if err := srv.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = srv.Wait(context.Background()) })
			err := clientOf(tr, oslo.WithTimeout(time.Second)).Call(t.Context(), &oslo.Method{Name: "large"}, nil, nil)
			if !errors.Is(err, oslo.ErrTimeout) {
				t.Errorf("a call whose reply is dropped: %v", err)
			}
			return func() bool { return clientOf(tr).Call(t.Context(), run, nil, nil) == nil }
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			log, text := testlog.New()
			tr := openLogged(t, b, log, func(c *Config) { c.MaxMessageSize = 2000 })
			small := receive(t, tr, b)
			wait(time.Second)
			if !small() {
				t.Errorf("%s: what came behind the large one has not arrived", kind)
			}
			if want := `dropping a ` + kind + ` that can't be read`; strings.Count(text.String(), want) != 1 || !strings.Contains(text.String(), "a body of 3") {
				t.Errorf("%s: the log says %s", kind, text.String())
			}
		})
	}
}

// publish publishes a body by another transport.
func publish(t *testing.T, b *fakebroker.Broker, exchangeName, key, body string) {
	t.Helper()
	p := newParcel()
	defer p.release()
	p.buf.b = append(p.buf.b, body...)
	p.address(messageTo(exchange{name: exchangeName}, key))
	if err := openFake(t, b).deliver(t.Context(), p, delivery{}); err != nil {
		t.Fatal(err)
	}
}
