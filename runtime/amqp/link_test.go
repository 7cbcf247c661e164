package amqp

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
)

// linked is a link to a broker in memory, and what it did.
type linked struct {
	*link
	broker *fakebroker.Broker
	states []State
	conns  []*conn.Conn
	setUp  func(context.Context, *conn.Conn) error // nil for what always works
	broken chan error                              // ends serve
}

// newLinked makes a link that is stopped with the test.
func newLinked(t *testing.T) *linked {
	l := &linked{broker: fakebroker.New(t), broken: make(chan error, 1)}
	links := fakeLinks(t, l.broker, func(c *Config) {
		c.OnState = func(s ConnectionState) { l.states = append(l.states, s.State) }
	})
	l.link = links.link("test", func(ctx context.Context, c *conn.Conn) (func(context.Context) error, error) {
		l.conns = append(l.conns, c)
		if l.setUp != nil {
			if err := l.setUp(ctx, c); err != nil {
				return nil, err
			}
		}
		return func(ctx context.Context) error {
			select {
			case <-c.Lost():
				return c.Reason()
			case err := <-l.broken:
				return err
			case <-ctx.Done():
				return ctx.Err()
			}
		}, nil
	})
	t.Cleanup(l.stop)
	return l
}

func (l *linked) awaitReady(t *testing.T) {
	t.Helper()
	if err := l.await(t.Context(), 10); err != nil {
		t.Fatal(err)
	}
}

func TestLinkConnectsAgainWhenItsConnectionIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLinked(t)
		l.start()
		l.awaitReady(t)
		l.broker.Cut(nil)
		synctest.Wait()
		l.awaitReady(t)
		l.stop()
		want := []State{StateConnecting, StateReady, StateLost, StateReady, StateClosed}
		if !slices.Equal(l.states, want) || l.broker.Logins() != 2 {
			t.Errorf("states %v, %d logins; want %v, 2", l.states, l.broker.Logins(), want)
		}
	})
}

// What ends without the connection is set up again on the same one.
func TestLinkSetsUpAgainOnALivingConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLinked(t)
		l.start()
		l.awaitReady(t)
		l.broken <- errors.New("consumer cancelled")
		synctest.Wait()
		l.awaitReady(t)
		if len(l.conns) != 2 || l.conns[0] != l.conns[1] || l.broker.Logins() != 1 {
			t.Errorf("%d set-ups, %d logins", len(l.conns), l.broker.Logins())
		}
	})
}

// An attempt that failed between the start of a link and the wait for it is one of the
// caller's.
func TestLinkCountsTheAttemptsSinceItsStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLinked(t)
		l.broker.Refuse()
		seen := l.failed()
		l.start()
		synctest.Wait()
		err := l.awaitSince(t.Context(), seen, 0)
		if e, ok := errors.AsType[*UnavailableError](err); !ok || e.Attempts != 1 {
			t.Errorf("got %v, want one attempt", err)
		}
	})
}

// A caller that gives a number of attempts waits for as many. Another waits until its
// ctx ends, and learns why it waited.
func TestLinkIsAwaitedAsLongAsTheCallerSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLinked(t)
		l.broker.Refuse()
		l.start()
		for _, retry := range []int{0, 3} {
			err := l.await(t.Context(), retry)
			if e, ok := errors.AsType[*UnavailableError](err); !ok || e.Attempts != retry+1 || !errors.Is(err, oslo.ErrUnavailable) {
				t.Errorf("retry %d: %v", retry, err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := l.await(ctx, -1); !errors.Is(err, oslo.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) ||
			!strings.Contains(err.Error(), "connection refused") {
			t.Errorf("until the ctx ends: %v", err)
		}
		l.broker.Accept()
		l.awaitReady(t)
	})
}

// A declaration that the broker does not answer is named.
func TestLinkNamesWhatIsNotAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLinked(t)
		l.broker.Intercept = func(m *fakebroker.Method) bool { return m.ID == fakebroker.QueueDeclare }
		l.setUp = func(ctx context.Context, c *conn.Conn) error {
			l.asks("declare queue compute")
			return c.WithChannel(ctx, func(ch *amqp091.Channel) error {
				_, err := ch.QueueDeclare("compute", false, false, false, false, nil)
				return err
			})
		}
		l.start()
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if err := l.await(ctx, -1); err == nil || !strings.Contains(err.Error(), "declare queue compute: the broker does not answer") {
			t.Errorf("await: %v, want what was not answered", err)
		}
	})
}

// A link whose every set-up is refused, or whose every connection is lost at once, does
// not knock faster than others.
func TestLinkRestsWhenNothingLasts(t *testing.T) {
	for what, spoil := range map[string]func(*linked){
		"set-up fails": func(l *linked) {
			l.setUp = func(context.Context, *conn.Conn) error { return errors.New("refused") }
		},
		"connections are cut": func(l *linked) {
			l.setUp = func(context.Context, *conn.Conn) error {
				time.AfterFunc(10*time.Millisecond, func() { l.broker.Cut(nil) })
				return nil
			}
		},
		"consumers are cancelled": func(l *linked) {
			l.setUp = func(context.Context, *conn.Conn) error {
				time.AfterFunc(10*time.Millisecond, func() {
					select {
					case l.broken <- errors.New("cancelled"):
					default: // it is connecting
					}
				})
				return nil
			}
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := newLinked(t)
			spoil(l)
			l.start()
			time.Sleep(20 * time.Second)
			synctest.Wait()
			if rate := float64(len(l.conns)) / 20; rate > 3 {
				t.Errorf("%s: %.1f set-ups a second, want at most 3", what, rate)
			}
		})
	}
}

// A link stops, whatever it is doing.
func TestLinkStops(t *testing.T) {
	for doing, spoil := range map[string]func(*linked){
		"idle":        func(*linked) {},
		"dialing":     func(l *linked) { l.broker.Mute = true },
		"backing off": func(l *linked) { l.broker.Refuse() },
		"declaring": func(l *linked) {
			l.setUp = func(ctx context.Context, _ *conn.Conn) error { <-ctx.Done(); return ctx.Err() }
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := newLinked(t)
			spoil(l)
			l.start()
			time.Sleep(300 * time.Millisecond)
			began := time.Now()
			l.stop()
			if took := time.Since(began); took > 2*conn.CloseTimeout || l.states[len(l.states)-1] != StateClosed {
				t.Errorf("%s: stopped after %v, states %v", doing, took, l.states)
			}
			if err := l.await(t.Context(), -1); !errors.Is(err, oslo.ErrClosed) {
				t.Errorf("%s: await of a stopped link: %v", doing, err)
			}
		})
	}
}
