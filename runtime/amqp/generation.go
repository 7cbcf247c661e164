package amqp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// generation is one connection to one broker, from its handshake to its loss.
// Nothing of it outlives it: channels, consumers and delivery tags belong to their
// generation, and what they were for is set up again on the next.
type generation struct {
	number uint64 // counts up over the process; never 0
	host   string
	broker broker // what the server says of itself
	began  time.Time
	conn   *amqp091.Connection
	sock   *socket
	lost   chan struct{} // closed when the connection is gone

	patience *patience  // of all connections of the transport
	opening  sync.Mutex // one channel is opened at a time

	blockChanged chan struct{} // holds a token after the broker blocked or unblocked us

	mu        sync.Mutex
	cause     error         // why it was lost
	unblocked chan struct{} // closed when the broker takes messages again; nil while it does
	blockedBy string
	isBlocked atomic.Bool // whether unblocked is not nil; needs no lock
}

var generations atomic.Uint64

// newGeneration takes over a connection that is open. Its goroutine ends when the
// connection does.
func newGeneration(conn *amqp091.Connection, sock *socket, host string, p *patience) *generation {
	g := &generation{
		number: generations.Add(1), host: host, broker: brokerOf(conn.Properties), began: time.Now(), conn: conn, sock: sock,
		patience: p, lost: make(chan struct{}), blockChanged: make(chan struct{}, 1),
	}
	closed := conn.NotifyClose(make(chan *amqp091.Error, 1))
	blocked := conn.NotifyBlocked(make(chan amqp091.Blocking, 16))
	go g.watch(closed, blocked)
	return g
}

func (g *generation) watch(closed <-chan *amqp091.Error, blocked <-chan amqp091.Blocking) {
	for {
		select {
		case reason := <-closed:
			g.end(reason)
			return
		case <-g.sock.closed:
			select {
			case reason := <-closed: // said before the library closed the socket
				g.end(reason)
			default:
				g.end(nil)
			}
			return
		case b, ok := <-blocked:
			if !ok {
				blocked = nil
				continue
			}
			g.setBlocked(b)
		}
	}
}

func (g *generation) end(reason *amqp091.Error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch err := g.sock.reason(); {
	case err != nil && !isClosed(err):
		g.cause = fmt.Errorf("connection to %s lost: %w", g.host, err)
	case reason != nil:
		g.cause = fmt.Errorf("connection to %s lost: %w", g.host, reason)
	default:
		g.cause = fmt.Errorf("connection to %s closed", g.host)
	}
	g.sock.fail(g.cause)
	close(g.lost)
}

// alive reports whether the connection is not known to be lost. It is false from the
// moment on at which the socket or the library begins to end it, which is before lost is
// closed.
func (g *generation) alive() bool {
	select {
	case <-g.sock.closed:
		return false
	default:
		return !g.conn.IsClosed()
	}
}

// reason is why the generation was lost. One that is not alive has one in a moment.
func (g *generation) reason() error {
	<-g.lost
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.cause
}

// state is what the connection does, for those who watch.
func (g *generation) state() State {
	switch {
	case !g.alive():
		return StateLost
	case g.isBlocked.Load():
		return StateBlocked
	}
	return StateReady
}

func (g *generation) setBlocked(b amqp091.Blocking) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case b.Active && g.unblocked == nil:
		g.unblocked, g.blockedBy = make(chan struct{}), b.Reason
		g.isBlocked.Store(true)
	case !b.Active && g.unblocked != nil:
		close(g.unblocked)
		g.unblocked = nil
		g.isBlocked.Store(false)
	}
	select {
	case g.blockChanged <- struct{}{}:
	default:
	}
}

// blocked returns a channel that is closed when the broker takes messages again,
// or nil if it does now.
func (g *generation) blocked() (unblocked <-chan struct{}, reason string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.unblocked, g.blockedBy
}

// close ends the connection: politely for as long as closeTimeout, then anyway.
func (g *generation) close() {
	done := make(chan struct{})
	go func() { // ends at the latest when the socket is closed below
		defer close(done)
		_ = g.conn.Close()
	}()
	timeout := time.NewTimer(closeTimeout)
	defer timeout.Stop()
	select {
	case <-done:
	case <-timeout.C:
	case <-g.lost:
	}
	g.sock.fail(net.ErrClosed)
	<-done
	<-g.lost
}

// do runs f, which makes synchronous requests on the connection, until ctx ends.
// Such requests take no ctx: one that has not come back within the operation
// timeout gives the whole generation up.
func (g *generation) do(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }() // ends with the generation at the latest
	timeout := time.NewTimer(operationTimeout)
	defer timeout.Stop()
	for {
		select {
		case err := <-done:
			return g.explain(err)
		case <-g.lost:
			return g.reason()
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-timeout.C:
			if g.isBlocked.Load() {
				timeout.Reset(operationTimeout) // an alarm holds up declarations too
				continue
			}
			err := fmt.Errorf("no answer from %s within %s", g.host, operationTimeout)
			g.sock.fail(err)
			return err
		}
	}
}

// operationTimeout is how long a declaration may take before the connection is
// given up.
const operationTimeout = 10 * time.Second

// explain replaces the library's "channel/connection is not open" by why it is not.
func (g *generation) explain(err error) error {
	if err == nil || !errors.Is(err, amqp091.ErrClosed) || g.alive() {
		return err
	}
	return g.reason()
}

// withChannel runs f on a channel of its own: a declaration that is refused closes
// the channel it was made on.
func (g *generation) withChannel(ctx context.Context, f func(*amqp091.Channel) error) error {
	return g.do(ctx, func() error {
		ch, err := g.openChannel(hears{})
		if err != nil {
			return err
		}
		closed := ch.NotifyClose(make(chan *amqp091.Error, 1))
		if err := f(ch.Channel); err != nil {
			if errors.Is(err, amqp091.ErrClosed) {
				if reason := <-closed; reason != nil {
					return reason
				}
			}
			if !ch.IsClosed() {
				_ = ch.Close()
			}
			return err
		}
		return ch.Close()
	})
}
