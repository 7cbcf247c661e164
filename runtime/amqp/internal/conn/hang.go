package conn

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// A channel may wait for an answer of a quorum queue's dead leader, for up to 65 s, and
// all that follows on it waits as well, though its connection lives (seen with RabbitMQ
// 3.10; in the source of 4.0, where the 65 s are from). So what asks something of a
// channel may watch for its hanging.

// patience is how long to wait for a sign of life: first of the channel, then, from
// the connection's on, of the channel again. It is one for all connections of a
// dialer, and grows while one after the other hangs: what is only slow must get
// through in the end.
type patience struct{ hung atomic.Int64 } // how often, without an answer in between

const (
	shortestPatience = 500 * time.Millisecond
	longestPatience  = 8 * time.Second
)

func (p *patience) now() time.Duration {
	return min(shortestPatience<<min(max(p.hung.Load()-1, 0), 8), longestPatience)
}

// ErrHung: a channel gives no sign of life, and its connection does.
var ErrHung = errors.New("the broker does not answer on a channel, though it does on the connection")

// DoOrHang is Do for what may hang; then it fails with ErrHung.
func (c *Conn) DoOrHang(ctx context.Context, f func() error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	done := make(chan struct{})
	go func() { // ends with f, or with the connection
		if c.Hangs(done) {
			cancel(ErrHung)
		}
	}()
	return c.Do(ctx, func() error {
		defer close(done)
		return f()
	})
}

// Hangs waits for done, or for the connection's loss. It reports true when the
// connection still answers and done does not come.
func (c *Conn) Hangs(done <-chan struct{}) bool {
	if c.within(c.patience.now(), done) {
		c.patience.hung.Store(0)
		return false
	}
	if other, err := c.Open(Handlers{}); err == nil { // however long that takes: a slow link is no fault
		_ = other.Close()
	}
	if c.within(c.patience.now(), done) {
		c.patience.hung.Store(0)
		return false
	}
	c.patience.hung.Add(1)
	return true
}

func (c *Conn) within(d time.Duration, done <-chan struct{}) bool {
	timeout := time.NewTimer(d)
	defer timeout.Stop()
	select {
	case <-done:
		return true
	case <-c.lost:
		return true
	case <-timeout.C:
		return false
	}
}
