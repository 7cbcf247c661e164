package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// lifecycle is what servers, notification listeners and services have in common:
// they start, stop and wait, and may start again. Every method may be called
// concurrently.
type lifecycle struct {
	what  string        // what it is, for errors and logs
	drain time.Duration // how long serve waits once its ctx has ended
	log   *slog.Logger

	mu  sync.Mutex // held while it starts
	now *cycle     // nil before start and after wait
}

// defaultDrain is how long serve waits for what still runs.
const defaultDrain = 30 * time.Second

// cycle is one time from start to wait.
type cycle struct {
	stop   func(context.Context) error // takes no more; may be called again
	finish func(context.Context) error // blocks until what was taken is done, and closes
	cancel context.CancelFunc          // of what still runs

	stopped bool
	waited  bool
	done    chan struct{} // closed when wait is through
	err     error         // of wait
}

// start runs begin, unless it was started already.
func (l *lifecycle) start(ctx context.Context, begin func(context.Context) (*cycle, error)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now != nil && l.now.stopped {
		return fmt.Errorf("start %s: it was stopped and not waited for", l.what)
	}
	if l.now != nil {
		l.log.WarnContext(ctx, "already started", "what", l.what)
		return nil
	}
	c, err := begin(ctx)
	if err != nil {
		return err
	}
	c.done = make(chan struct{})
	l.now = c
	return nil
}

// stop takes no more messages.
func (l *lifecycle) stop(ctx context.Context) error {
	l.mu.Lock()
	c := l.now
	if c != nil {
		c.stopped = true
	}
	l.mu.Unlock()
	if c == nil {
		return nil
	}
	return c.stop(ctx)
}

// wait stops, finishes what was taken and closes. Whoever waits gets the same
// result; the first ctx to end cancels what still runs.
func (l *lifecycle) wait(ctx context.Context) error {
	c, first := l.claim()
	if c == nil {
		return nil
	}
	if first {
		defer context.AfterFunc(ctx, c.cancel)()
		c.err = errors.Join(c.stop(ctx), c.finish(ctx))
		l.mu.Lock()
		l.now = nil
		l.mu.Unlock()
		close(c.done)
		return c.err
	}
	select {
	case <-c.done:
		return c.err
	case <-ctx.Done():
		c.cancel()
		return fmt.Errorf("wait for %s: %w", l.what, context.Cause(ctx))
	}
}

// claim returns the current cycle, and whether it is the caller's to end.
func (l *lifecycle) claim() (_ *cycle, first bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil, false
	}
	first = !l.now.waited
	l.now.stopped, l.now.waited = true, true
	return l.now, first
}

// serve starts, blocks until ctx ends, and drains.
func (l *lifecycle) serve(ctx context.Context, start func(context.Context) error) error {
	if err := start(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	drain, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), l.drain, errDrain)
	defer cancel()
	return l.wait(drain)
}

// errDrain is why a drain is given up.
var errDrain = errors.New("the drain timeout has passed")

// closeBy closes a listener and waits for that no longer than ctx allows: the bus
// may be slow to answer.
func closeBy(ctx context.Context, l Listener) error {
	closed := make(chan error, 1)
	go func() { closed <- l.Close() }() // ends by itself: Close is bounded
	select {
	case err := <-closed:
		return err
	case <-ctx.Done():
		return nil // finish's error says that time ran out, and Close goes on
	}
}
