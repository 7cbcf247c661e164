package amqp

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// serveFake starts a server of topic "t" whose method "run" counts. It stops with the test.
func serveFake(t *testing.T, tr oslo.Transport) *atomic.Int64 {
	t.Helper()
	var ran atomic.Int64
	srv := oslo.NewServer(tr, oslo.Target{Topic: "t", Server: "one"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
		"run": func(context.Context, *oslo.Incoming) (any, error) { return ran.Add(1), nil },
	}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	return &ran
}

var run = &oslo.Method{Name: "run"}

// clientOf calls topic "t".
func clientOf(tr oslo.Transport, more ...oslo.ClientOption) *oslo.Client {
	return oslo.NewClient(tr, oslo.Target{Topic: "t"}, append([]oslo.ClientOption{oslo.WithTimeout(time.Minute)}, more...)...)
}

// begin makes a call in the background.
func begin(c *oslo.Client) <-chan error {
	result := make(chan error, 1)
	go func() { result <- c.Call(context.Background(), run, nil, nil) }() // ends with the call
	return result
}

// toTopic reports whether a method publishes to a topic.
func toTopic(m *fakebroker.Method) bool { return m.ID == frame.Publish && m.Message.Exchange != "" }

// nack refuses the first message of a channel.
func nack(m *fakebroker.Method) {
	m.On.Send(m.Channel, frame.Nack, append(binary.BigEndian.AppendUint64(nil, 1), 0))
}

// A call that waits for a connection hangs on no reply queue yet: the loss of that does
// not end it, and it names the next.
func TestCallThatWaitsForAConnectionOutlivesItsReplyQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		ran := serveFake(t, openFake(t, b))
		tr := openFake(t, b)
		c := clientOf(tr)
		if err := c.Call(t.Context(), run, nil, nil); err != nil {
			t.Fatal(err)
		}
		first := tr.replies.current.Load()
		var away atomic.Bool
		away.Store(true)
		b.Login = func(m *fakebroker.Method) bool {
			if away.Load() && bytes.Contains(m.Args, []byte(":send")) {
				m.On.Close()
				return true
			}
			return false
		}
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "send" })
		synctest.Wait()
		result := begin(c)
		time.Sleep(time.Second)
		b.DeleteQueue(first.name)
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "reply" })
		time.Sleep(5 * time.Second)
		if now := tr.replies.current.Load(); now == nil || now.generation == first.generation {
			t.Fatal("the reply queue is not another")
		}
		away.Store(false)
		if err := <-result; err != nil || ran.Load() != 2 {
			t.Errorf("%v; ran %d times, want 2", err, ran.Load())
		}
	})
}

// A request names a reply queue that is read. With quorum queues each connection has
// another, and one that no call hangs on is read no longer.
func TestCallNamesAReplyQueueThatIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		quorum := func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true }
		ran := serveFake(t, openFake(t, b, quorum))
		tr := openFake(t, b, quorum)
		c := clientOf(tr)
		if err := c.Call(t.Context(), run, nil, nil); err != nil {
			t.Fatal(err)
		}
		var away atomic.Bool
		away.Store(true)
		b.Login = func(m *fakebroker.Method) bool {
			if away.Load() && bytes.Contains(m.Args, []byte(":send")) {
				m.On.Close()
				return true
			}
			return false
		}
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "send" })
		synctest.Wait()
		result := begin(c) // has its reply queue, and waits for a connection
		time.Sleep(time.Second)
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "reply" })
		time.Sleep(5 * time.Second)
		away.Store(false)
		began := time.Now()
		if err := <-result; err != nil || ran.Load() != 2 || time.Since(began) > 5*time.Second {
			t.Errorf("%v after %v; ran %d times, want 2", err, time.Since(began), ran.Load())
		}
	})
}

// What ends a call while its request is sent again is its end, whatever becomes of that.
func TestCallEndsAsItsWaiterSays(t *testing.T) {
	for end, want := range map[string]error{"closed": oslo.ErrClosed, "answered": nil} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			tr := openFake(t, b, func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true })
			b.Intercept = func(m *fakebroker.Method) bool {
				// The channel hangs: the connection is given up after a second.
				return toTopic(m) || m.ID == fakebroker.BasicQos
			}
			msg := &transport.Message{
				Name: "run", Exchange: "openstack", Key: "t", Body: []byte(`{}`), ID: transport.NewID(), UniqueID: transport.NewID(),
				Timeout: time.Minute, Delivery: transport.Delivery{Retry: -1},
			}
			result := make(chan error, 1)
			go func() { // ends with the call
				_, err := tr.Call(context.Background(), msg)
				result <- err
			}()
			time.Sleep(300 * time.Millisecond)
			if end == "closed" {
				tr.calls.Close(oslo.ErrClosed)
			} else if !tr.calls.Deliver(msg.ID, transport.Reply{}, inflight.Part{Value: true, Ending: true}) {
				t.Fatal("nobody waits")
			}
			if err := <-result; !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", end, err, want)
			}
		})
	}
}

// Close ends a message that waits for its next attempt at once.
func TestCloseEndsThePauseBetweenAttempts(t *testing.T) {
	quorum := func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true } // a refusal passes
	for kind, send := range map[string]func(*driver) error{
		"call to nobody": func(tr *driver) error { return clientOf(tr).Call(context.Background(), run, nil, nil) },
		"cast not taken": func(tr *driver) error {
			return clientOf(tr, oslo.WithRetry(-1)).Cast(context.Background(), run, nil)
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			tr := openFake(t, b, quorum)
			if kind == "cast not taken" {
				serveFake(t, openFake(t, b, quorum))
				b.Intercept = func(m *fakebroker.Method) bool {
					if !toTopic(m) {
						return false
					}
					nack(m)
					return true
				}
			}
			result := make(chan error, 1)
			go func() { result <- send(tr) }() // ends with Close
			time.Sleep(20 * time.Second)       // pauses have grown to half a second
			began := time.Now()
			if err := tr.Close(); err != nil {
				t.Fatal(err)
			}
			if err := <-result; !errors.Is(err, oslo.ErrClosed) || time.Since(began) > 0 {
				t.Errorf("%s: %v, %v after Close; want %v at once", kind, err, time.Since(began), oslo.ErrClosed)
			}
		})
	}
}

// A classic queue that refuses a request may belong to a node that was lost, and a
// server may have the request. So it is sent again only where quorum queues are.
func TestRefusedRequestIsSentAgainToQuorumQueuesOnly(t *testing.T) {
	for _, quorum := range []bool{false, true} {
		for kind, send := range map[string]func(*oslo.Client) error{
			"call": func(c *oslo.Client) error { return c.Call(context.Background(), run, nil, nil) },
			"cast": func(c *oslo.Client) error { return c.Cast(context.Background(), run, nil) },
		} {
			synctest.Test(t, func(t *testing.T) {
				b := fakebroker.New(t)
				change := func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = quorum, true }
				serveFake(t, openFake(t, b, change))
				var sent atomic.Int64
				b.Intercept = func(m *fakebroker.Method) bool {
					if !toTopic(m) || sent.Add(1) > 1 {
						return false
					}
					nack(m)
					return true
				}
				err := send(clientOf(openFake(t, b, change)))
				if again := err == nil && sent.Load() == 2; again != quorum || !quorum && (sent.Load() != 1 || !errors.Is(err, oslo.ErrRefused)) {
					t.Errorf("%s, quorum %v: %v after %d attempts", kind, quorum, err, sent.Load())
				}
			})
		}
	}
}

// An attempt that the broker answers counts, though nothing was sent: here it can't
// declare what the message needs.
func TestRetryLimitCountsRefusedDeclarations(t *testing.T) {
	for what, send := range map[string]func(*driver, *transport.Message) error{
		"call": func(tr *driver, m *transport.Message) error {
			m.Timeout, m.ID = time.Minute, transport.NewID()
			_, err := tr.Call(context.Background(), m)
			return err
		},
		"cast":         func(tr *driver, m *transport.Message) error { return tr.Cast(context.Background(), m) },
		"notification": func(tr *driver, m *transport.Message) error { return tr.Notify(context.Background(), m) },
	} {
		for _, retry := range []int{0, 3} {
			synctest.Test(t, func(t *testing.T) {
				b := fakebroker.New(t)
				declared := 0
				b.Intercept = func(m *fakebroker.Method) bool {
					if m.ID == fakebroker.ExchangeDeclare {
						declared++
						m.CloseChannel(404, "NOT_FOUND - home node 'n@h' is down or inaccessible")
					}
					return m.ID == fakebroker.ExchangeDeclare
				}
				err := send(openFake(t, b), &transport.Message{
					Name: "event", Exchange: "openstack", Key: "t.info", Body: []byte(`{}`), UniqueID: transport.NewID(),
					Delivery: transport.Delivery{Retry: retry},
				})
				synctest.Wait()
				if declared != retry+1 || !errors.Is(err, oslo.ErrUnavailable) || !strings.Contains(err.Error(), "home node") {
					t.Errorf("%s, retry %d: %v after %d attempts", what, retry, err, declared)
				}
			})
		}
	}
}

// A transport that did nothing has nothing to say when it is closed.
func TestUnusedTransportLogsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []ConnectionState
		tr := openFake(t, fakebroker.New(t), func(c *Config) {
			c.OnState = func(s ConnectionState) { seen = append(seen, s) }
		})
		if err := tr.Close(); err != nil || len(seen) > 0 {
			t.Errorf("%v, %v", err, seen)
		}
	})
}
