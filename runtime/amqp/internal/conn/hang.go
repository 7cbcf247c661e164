package conn

import (
	"context"
	"time"
)

// A channel may wait for an answer of a quorum queue's dead leader for up to 65
// s, and everything behind it waits as well, though its connection lives. This
// was seen with RabbitMQ 3.10, and the 65 s are in the source of 4.0. So code
// that asks a channel a question may watch for this.

// DoOrHang is Do for requests that may hang. It then fails with ErrHung.
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
