// Package conn keeps one AMQP connection: its socket, its dialing over the
// hosts of a cluster, TLS, login, channels, and the watch for a peer that has
// gone silent. Messages pass directly between the socket and the channels'
// handlers (channel.go). amqp091-go does everything else. The package knows
// nothing of RPC, queues, or the content of messages.
package conn

import (
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// Conn is one connection to one broker, from its handshake to its loss.
// Channels, consumers and delivery tags belong to it and end with it. Their
// owners set them up again on the next connection. It is safe for concurrent
// use.
type Conn struct {
	host   string
	broker Broker // the server's description of itself
	began  time.Time
	amqp   *amqp091.Connection
	sock   *socket
	lost   chan struct{} // closed when the connection is gone

	patience *patience     // of all connections of the dialer
	opening  sync.Mutex    // one channel is opened at a time
	brief    chan struct{} // a token for each channel of WithChannel

	blockChanged chan struct{} // holds a token after the broker blocked or unblocked us

	mu        sync.Mutex
	cause     error         // why it was lost
	unblocked chan struct{} // closed when the broker takes messages again, nil while it does
	blockedBy string
	isBlocked atomic.Bool // whether unblocked is not nil, for reading without a lock
}

// newConn takes over a connection that is open. Its goroutine ends when the
// connection does.
func newConn(conn *amqp091.Connection, sock *socket, host string, p *patience) *Conn {
	c := &Conn{
		host: host, broker: BrokerOf(conn.Properties), began: time.Now(), amqp: conn, sock: sock,
		patience: p, lost: make(chan struct{}), blockChanged: make(chan struct{}, 1),
		brief: make(chan struct{}, max(1, min(int(conn.Config.ChannelMax)/16, 16))),
	}
	closed := conn.NotifyClose(make(chan *amqp091.Error, 1))
	blocked := conn.NotifyBlocked(make(chan amqp091.Blocking, 16))
	go c.watch(closed, blocked)
	return c
}

// Host is the address of the broker, as host:port.
func (c *Conn) Host() string { return c.host }

// Broker returns the server's description of itself.
func (c *Conn) Broker() Broker { return c.broker }

// Began returns when the connection was opened.
func (c *Conn) Began() time.Time { return c.began }

// ChannelMax returns how many channels may be open at once.
func (c *Conn) ChannelMax() int { return int(c.amqp.Config.ChannelMax) }

// Pending is how many bytes wait to be written.
func (c *Conn) Pending() int { return c.sock.unwritten() }

// Lost is closed when the connection is gone.
func (c *Conn) Lost() <-chan struct{} { return c.lost }

// BlockChanged holds a token after the broker blocked or unblocked the connection.
func (c *Conn) BlockChanged() <-chan struct{} { return c.blockChanged }

func (c *Conn) watch(closed <-chan *amqp091.Error, blocked <-chan amqp091.Blocking) {
	for {
		select {
		case reason := <-closed:
			c.sock.barrier(CloseTimeout) // the library has answered
			c.end(reason)
			return
		case <-c.sock.closed:
			select {
			case reason := <-closed: // said before the library closed the socket
				c.end(reason)
			default:
				c.end(nil)
			}
			return
		case b, ok := <-blocked:
			if !ok {
				blocked = nil
				continue
			}
			c.setBlocked(b)
		}
	}
}

func (c *Conn) end(reason *amqp091.Error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch err := c.sock.reason(); {
	case err != nil && !isClosed(err):
		c.cause = fmt.Errorf("connection to %s lost: %w", c.host, err)
	case reason != nil:
		c.cause = fmt.Errorf("connection to %s lost: %w", c.host, reason)
	default:
		c.cause = fmt.Errorf("connection to %s closed", c.host)
	}
	c.sock.fail(c.cause)
	close(c.lost)
}

// Alive reports whether the connection is not known to be lost. It is false from the
// moment on at which the socket or the library begins to end it, which is before lost is
// closed.
func (c *Conn) Alive() bool {
	select {
	case <-c.sock.closed:
		return false
	default:
		return !c.amqp.IsClosed()
	}
}

// Reason is why the connection was lost. It waits for the loss: for a connection that
// is not alive it returns in a moment.
func (c *Conn) Reason() error {
	<-c.lost
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cause
}

func (c *Conn) setBlocked(b amqp091.Blocking) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case b.Active && c.unblocked == nil:
		c.unblocked, c.blockedBy = make(chan struct{}), b.Reason
		c.isBlocked.Store(true)
	case !b.Active && c.unblocked != nil:
		close(c.unblocked)
		c.unblocked = nil
		c.isBlocked.Store(false)
	}
	select {
	case c.blockChanged <- struct{}{}:
	default:
	}
}

// IsBlocked reports whether the broker takes no messages, because it has an alarm.
func (c *Conn) IsBlocked() bool { return c.isBlocked.Load() }

// BlockedReason returns why the broker takes no messages, or "" if it takes
// them.
func (c *Conn) BlockedReason() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unblocked == nil {
		return ""
	}
	return "blocked by the broker: " + c.blockedBy
}

// Room waits until the connection takes more data. It fails when ctx ends, with its
// error, and when the connection is lost.
func (c *Conn) Room(ctx context.Context) error { return c.sock.room(ctx) }

// NeverLeft reports whether the bytes written at position provably never left
// this process. It waits for the loss of the connection.
func (c *Conn) NeverLeft(position uint64) bool { return c.sock.neverLeft(position) }

// Fail gives the connection up for a reason.
func (c *Conn) Fail(reason error) { c.sock.fail(reason) }

// Close ends the connection. It waits at most CloseTimeout for the broker's
// answer.
func (c *Conn) Close() {
	done := make(chan struct{})
	go func() { // ends at the latest when the socket is closed below
		defer close(done)
		_ = c.amqp.Close()
	}()
	timeout := time.NewTimer(CloseTimeout)
	defer timeout.Stop()
	select {
	case <-done:
	case <-timeout.C:
	case <-c.lost:
	}
	c.sock.fail(net.ErrClosed)
	<-done
	<-c.lost
}
