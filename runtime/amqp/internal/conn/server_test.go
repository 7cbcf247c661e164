package conn

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// dialFake connects to b.
func dialFake(t *testing.T, b *fakebroker.Broker) *Conn {
	t.Helper()
	c, err := fakeRoute(b).Attempt(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func fakeRoute(b *fakebroker.Broker, change ...func(*Config)) *Route {
	c := Config{
		Hosts: []Host{{Hostname: "fake", Address: "fake:5672", Username: "guest", Password: "guest"}},
		VHost: "/", LoginMethod: "PLAIN", Dial: b.Dial, DialTimeout: 5 * time.Second, WriteBuffer: 1 << 20,
		RetryInterval: time.Second, RetryIntervalMax: time.Minute, Logger: slog.New(slog.DiscardHandler),
	}
	for _, f := range change {
		f(&c)
	}
	return NewDialer(c).Route("test")
}

// unanswered makes b keep silent about one method.
func unanswered(b *fakebroker.Broker, method uint32) {
	b.Intercept = func(m *fakebroker.Method) bool { return m.ID == method }
}

func declare(name string) func(*amqp091.Channel) error {
	return func(ch *amqp091.Channel) error {
		_, err := ch.QueueDeclare(name, false, false, false, false, nil)
		return err
	}
}

// closing is the arguments of connection.close.
func closing(code uint16, text string) []byte {
	return append(frame.AppendShort(binary.BigEndian.AppendUint16(nil, code), text), 0, 0, 0, 0)
}

func TestConnectionOpensAndCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		c := dialFake(t, b)
		if err := c.WithChannel(t.Context(), declare("q")); err != nil {
			t.Fatal(err)
		}
		if _, _, ok := b.Queue("q"); !ok || !c.Alive() {
			t.Errorf("the queue is there: %v, the connection lives: %v", ok, c.Alive())
		}
		c.Close()
		synctest.Wait()
		if c.Alive() || b.Conns() != 0 {
			t.Errorf("after Close it lives: %v, the broker has %d connections", c.Alive(), b.Conns())
		}
	})
}

// What a connection says of its end is why it ended.
func TestLossHasItsReason(t *testing.T) {
	for want, end := range map[string]func(*fakebroker.Broker, *Conn){
		"EOF":             func(b *fakebroker.Broker, _ *Conn) { b.Cut(nil) },
		"enough":          func(_ *fakebroker.Broker, c *Conn) { c.Fail(errors.New("enough")) },
		"closed":          func(_ *fakebroker.Broker, c *Conn) { c.Close() },
		"NOT_ALLOWED bad": func(_ *fakebroker.Broker, c *Conn) { _ = c.WithChannel(context.Background(), declare("forbidden")) },
	} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			b.Intercept = func(m *fakebroker.Method) bool {
				if m.ID == fakebroker.QueueDeclare {
					m.On.Send(0, frame.ConnectionClose, closing(530, "NOT_ALLOWED bad"))
				}
				return m.ID == fakebroker.QueueDeclare
			}
			c := dialFake(t, b)
			end(b, c)
			if got := c.Reason(); got == nil || !strings.Contains(got.Error(), want) {
				t.Errorf("%v, want an error with %q", got, want)
			}
			c.Close()
		})
	}
}

// A broker that refuses a declaration closes the channel. The connection goes on.
func TestRefusedDeclarationCostsItsChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		c := dialFake(t, b)
		defer c.Close()
		err := c.WithChannel(t.Context(), func(ch *amqp091.Channel) error {
			_, err := ch.QueueDeclarePassive("nobody's", false, false, false, false, nil)
			return err
		})
		if e, ok := errors.AsType[*amqp091.Error](err); !ok || e.Code != amqp091.NotFound {
			t.Errorf("declare passively: %v, want 404", err)
		}
		if err := c.WithChannel(t.Context(), declare("q")); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

// A request that is not answered ends with its ctx, and costs the connection after the
// operation timeout.
func TestUnansweredRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		unanswered(b, fakebroker.QueueDeclare)
		c := dialFake(t, b)
		defer c.Close()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := c.WithChannel(ctx, declare("q")); !errors.Is(err, context.DeadlineExceeded) || !c.Alive() {
			t.Errorf("with a ctx of 1 s: %v; the connection lives: %v", err, c.Alive())
		}
		began := time.Now()
		err := c.WithChannel(t.Context(), declare("q"))
		if took := time.Since(began); err == nil || took > operationTimeout || c.Alive() {
			t.Errorf("without: %v after %v; the connection lives: %v", err, took, c.Alive())
		}
	})
}

// A channel that gives no sign of life, on a connection that does, hangs. One whose
// connection is as slow does not.
func TestHungChannel(t *testing.T) {
	for _, slow := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			c := dialFake(t, b)
			ch, err := c.Open(Handlers{})
			if err != nil {
				t.Fatal(err)
			}
			var held []*fakebroker.Method // the reading goroutine's, until it is quiet
			b.Intercept = func(m *fakebroker.Method) bool {
				if slow {
					time.Sleep(2 * time.Second)
				} else if m.ID == fakebroker.BasicQos {
					held = append(held, m)
					return true
				}
				return false
			}
			err = c.DoOrHang(t.Context(), func() error { return ch.Qos(1, 0, false) })
			if errors.Is(err, ErrHung) == slow {
				t.Errorf("slow: %v: %v", slow, err)
			}
			for _, m := range held {
				m.Do()
			}
			c.Close()
			synctest.Wait()
		})
	}
}

// A blocked connection waits without limit for what it asks, because an alarm of the
// broker holds up declarations too.
func TestBlockedConnectionIsPatient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		held := make(chan *fakebroker.Method, 1)
		b.Intercept = func(m *fakebroker.Method) bool {
			if m.ID == fakebroker.QueueDeclare {
				held <- m
				b.Block("low on memory")
			}
			return m.ID == fakebroker.QueueDeclare
		}
		c := dialFake(t, b)
		defer c.Close()
		declared := make(chan error, 1)
		go func() { declared <- c.WithChannel(t.Context(), declare("q")) }() // ends when the method is done
		time.Sleep(5 * operationTimeout)
		if !c.Alive() || c.BlockedReason() != "blocked by the broker: low on memory" {
			t.Fatalf("it lives: %v, %q", c.Alive(), c.BlockedReason())
		}
		(<-held).Do()
		if err := <-declared; err != nil {
			t.Error(err)
		}
	})
}

// A host that is refused or does not answer costs an attempt, and no more than the
// dial timeout.
func TestAttemptsFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		b.Refuse()
		r := fakeRoute(b)
		if _, err := r.Attempt(t.Context()); !errors.Is(err, fakebroker.ErrRefused) || IsFinal(err) {
			t.Errorf("refused: %v", err)
		}
		b.Accept()
		b.Mute = true
		began := time.Now()
		if _, err := r.Attempt(t.Context()); !errors.Is(err, errNoHandshake) || time.Since(began) != 5*time.Second {
			t.Errorf("silent: %v after %v, want 5 s", err, time.Since(began))
		}
		if r.Tried() != 2 {
			t.Errorf("%d attempts", r.Tried())
		}
	})
}

// A refused login is told from a broker that dies during it, however long that takes:
// the client asks to be told.
func TestRefusedLoginIsToldFromALostOne(t *testing.T) {
	for _, refuses := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			b.Login = func(m *fakebroker.Method) bool {
				if !bytes.Contains(m.Args, []byte("\x1cauthentication_failure_close"+"t\x01")) {
					t.Errorf("the client does not ask to be told: %q", m.Args)
				}
				time.Sleep(1300 * time.Millisecond)
				if refuses {
					m.On.Send(0, frame.ConnectionClose, closing(403, "ACCESS_REFUSED"))
				} else {
					m.On.Close()
				}
				return true
			}
			_, err := fakeRoute(b).Attempt(t.Context())
			if err == nil || IsFinal(err) != refuses || strings.Contains(err.Error(), "password refused") != refuses {
				t.Errorf("refuses: %v: %v", refuses, err)
			}
		})
	}
}

// A limit of connections is not a refusal for good: others may end. A virtual host that
// is not there is one.
func TestReachedLimitIsNoRefusal(t *testing.T) {
	for text, final := range map[string]bool{
		"NOT_ALLOWED - access to vhost 'a' refused for user 'u': connection limit (1) is reached": false,
		"NOT_ALLOWED - connection refused for user 'u': user connection limit (1) is reached":     false,
		"NOT_ALLOWED - vhost limit not found":                                                     true,
		"NOT_ALLOWED - access to vhost 'a' refused for user 'connection limit (1) is reached'":    true,
	} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			b.Login = func(m *fakebroker.Method) bool {
				m.On.Send(0, frame.ConnectionClose, closing(530, text))
				return true
			}
			if _, err := fakeRoute(b).Attempt(t.Context()); err == nil || IsFinal(err) != final || !strings.Contains(err.Error(), text) {
				t.Errorf("final %v: %v", IsFinal(err), err)
			}
		})
	}
}

// stuck is a connection that can be read and, from a moment on, not written.
type stuck struct {
	net.Conn
	now atomic.Bool
}

func (s *stuck) Write(b []byte) (int, error) {
	if s.now.Load() {
		return 0, errors.New("broken pipe")
	}
	return s.Conn.Write(b)
}

// When a write fails, what the broker has sent before is still read: the confirms of
// earlier messages, and why it closes the connection.
func TestFailedWriteLosesNothingThatHasCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		published := make(chan *fakebroker.Method, 1)
		b.Intercept = func(m *fakebroker.Method) bool {
			if m.ID == frame.Publish {
				published <- m
			}
			return m.ID == frame.Publish
		}
		var line stuck
		c, err := fakeRoute(b, func(c *Config) {
			c.Dial = func(ctx context.Context, address string) (_ net.Conn, err error) {
				line.Conn, err = b.Dial(ctx, address)
				return &line, err
			}
		}).Attempt(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var confirmed atomic.Uint64
		ch, err := c.Open(Handlers{Confirmed: func(c frame.Confirm) { confirmed.Store(c.Tag) }})
		if err != nil {
			t.Fatal(err)
		}
		if err := ch.Confirm(false); err != nil {
			t.Fatal(err)
		}
		first, _ := ch.Publish(&frame.Message{Key: "q"})
		m := <-published
		line.now.Store(true)
		second, _ := ch.Publish(&frame.Message{Key: "q"})
		synctest.Wait()
		m.Do() // confirms the first
		m.On.Send(0, frame.ConnectionClose, closing(320, "CONNECTION_FORCED"))
		<-c.Lost()
		if got := c.Reason().Error(); confirmed.Load() != 1 || !strings.Contains(got, "CONNECTION_FORCED") {
			t.Errorf("message %d was confirmed; the connection was lost because of %s", confirmed.Load(), got)
		}
		if c.NeverLeft(first) || !c.NeverLeft(second) {
			t.Errorf("the first never left: %v, the second: %v", c.NeverLeft(first), c.NeverLeft(second))
		}
	})
}

// The answer to the broker's close reaches it before the connection ends.
func TestCloseOfTheBrokerIsAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		answered := false
		b.Intercept = func(m *fakebroker.Method) bool {
			answered = answered || m.ID == frame.ConnectionClose+1
			return false
		}
		c := dialFake(t, b)
		b.Cut(func(c *fakebroker.Conn) bool {
			c.Send(0, frame.ConnectionClose, closing(320, "CONNECTION_FORCED"))
			return false
		})
		<-c.Lost()
		synctest.Wait()
		if !answered {
			t.Error("connection.close-ok was cut off")
		}
	})
}

// A library that opens channels in a way that the socket does not see is named, with the
// version that the driver was tested with.
func TestUnseenChannelNamesTheLibrary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		c, other := dialFake(t, b), dialFake(t, b)
		own := c.amqp
		c.amqp = other.amqp // whose frames pass by c's socket
		_, err := c.Open(Handlers{})
		if !errors.Is(err, ErrLibrary) || !strings.Contains(err.Error(), testedWith) {
			t.Errorf("%v, want an error that names %s", err, testedWith)
		}
		c.amqp = own
		if _, err := c.Open(Handlers{}); err != nil {
			t.Errorf("as it should be: %v", err)
		}
		c.Close()
		other.Close()
	})
}

// When a broker is back, all routes learn it from the first that gets a connection.
func TestPauseEndsWhenTheBrokerIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		first := fakeRoute(b, func(c *Config) { c.RetryInterval = time.Hour })
		second := first.d.Route("second")
		b.Refuse()
		if _, err := first.Attempt(t.Context()); err == nil {
			t.Fatal("a refused attempt succeeds")
		}
		began, paused := time.Now(), make(chan time.Duration, 1)
		go func() { // ends with the pause
			_ = first.Pause(t.Context())
			paused <- time.Since(began)
		}()
		time.Sleep(time.Second)
		b.Accept()
		c, err := second.Attempt(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if d := <-paused; d != time.Second {
			t.Errorf("it waited %v after the failed attempt, want 1 s", d)
		}
	})
}
