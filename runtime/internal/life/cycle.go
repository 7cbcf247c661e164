package life

import (
	"context"
	"io"
	"slices"
	"sync"
)

// Cycle is one time from start to wait.
type Cycle struct {
	Stop   func(context.Context) error // takes no more messages, may be called again
	Finish func(context.Context) error // blocks until the taken messages are done, and closes
	Cancel context.CancelFunc          // ends the ctx of the methods that still run
	// Lost is closed when it can take no more messages, such as when its transport
	// is closed. LostErr then says why. Nil if that can't happen.
	Lost    <-chan struct{}
	LostErr func() error

	abort  context.CancelCauseFunc // ends the ctx it was started with
	waited bool
	done   chan struct{} // closed when wait is through
	err    error         // of wait

	stopOnce sync.Once
	stopped  chan struct{} // closed when it takes no more messages
	why      error         // why it ended by itself, set before stopped is closed
}

func (c *Cycle) start(abort context.CancelCauseFunc) {
	c.abort, c.done, c.stopped = abort, make(chan struct{}), make(chan struct{})
	if c.Lost == nil {
		return
	}
	go func() { // ends with the cycle
		select {
		case <-c.Lost:
			c.markStopped(c.LostErr())
		case <-c.stopped:
		}
	}()
}

// markStopped says that the cycle takes no more messages, and why if it was not
// stopped.
func (c *Cycle) markStopped(why error) {
	c.stopOnce.Do(func() {
		c.why = why
		close(c.stopped)
	})
}

func (c *Cycle) isStopped() bool {
	select {
	case <-c.stopped:
		return true
	default:
		return false
	}
}

// lost returns why it ended by itself, nil if it was stopped or still runs.
func (c *Cycle) lost() error {
	if !c.isStopped() {
		return nil
	}
	return c.why
}

// finished says that wait is through.
func (c *Cycle) finished() {
	c.abort(nil)
	close(c.done)
}

type withinKey struct{}

// Within returns a ctx for code that runs as a part of l: its methods, events
// and hooks.
func Within(ctx context.Context, l *Lifecycle) context.Context {
	outer, _ := ctx.Value(withinKey{}).([]*Lifecycle)
	return context.WithValue(ctx, withinKey{}, append(slices.Clip(outer), l))
}

// Jobs returns the ctx for jobs that outlive ctx, the ctx of a begin. It knows
// the lifecycles that ctx is a part of.
func Jobs(ctx context.Context) context.Context {
	return context.WithValue(context.Background(), withinKey{}, ctx.Value(withinKey{}))
}

func (l *Lifecycle) isWithin(ctx context.Context) bool {
	within, _ := ctx.Value(withinKey{}).([]*Lifecycle)
	return slices.Contains(within, l)
}

// CloseBy closes a listener and waits for that no longer than ctx allows: the bus
// may be slow to answer.
func CloseBy(ctx context.Context, l io.Closer) error {
	closed := make(chan error, 1)
	go func() { closed <- l.Close() }() // ends by itself: Close is bounded
	select {
	case err := <-closed:
		return err
	case <-ctx.Done():
		return nil // Finish's error says that time ran out, and Close goes on
	}
}
