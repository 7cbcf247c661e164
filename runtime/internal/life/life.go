// Package life has the life cycle of servers, listeners and services: start, stop,
// wait and drain, and the workers that run their jobs.
package life

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"
)

// Lifecycle is what servers, notification listeners and services have in common:
// they start, stop and wait, and may start again. Every method may be called
// concurrently.
type Lifecycle struct {
	What  string        // names it in errors and logs
	Drain time.Duration // how long Serve waits once its ctx has ended
	Log   *slog.Logger

	mu       sync.Mutex
	starting *starting // nil unless a start is under way
	now      *Cycle    // nil before start and after wait
}

// starting is a start that is under way.
type starting struct {
	abort context.CancelCauseFunc
	done  chan struct{} // closed at its end
}

// DefaultDrain is how long serve waits for what still runs.
const DefaultDrain = 30 * time.Second

// Cycle is one time from start to wait.
type Cycle struct {
	Stop   func(context.Context) error // takes no more messages; may be called again
	Finish func(context.Context) error // blocks until the taken messages are done, and closes
	Cancel context.CancelFunc          // ends the ctx of the methods that still run

	end context.CancelCauseFunc // ends the ctx it was started with

	stopped bool
	waited  bool
	done    chan struct{} // closed when wait is through
	err     error         // of wait
}

// Start runs begin, unless it was started already. It fails when it is stopped meanwhile.
func (l *Lifecycle) Start(ctx context.Context, begin func(context.Context) (*Cycle, error)) (err error) {
	ctx, abort := context.WithCancelCause(ctx) // lives on: a part may use it for as long as it runs
	s := &starting{abort: abort, done: make(chan struct{})}
	if first, err := l.enter(ctx, s); !first {
		abort(nil)
		return err
	}
	var c *Cycle
	defer func() { // also when begin panics
		if c == nil {
			abort(nil)
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		l.starting, l.now = nil, c
		close(s.done)
	}()
	if c, err = begin(ctx); err == nil {
		c.end, c.done = abort, make(chan struct{})
	}
	return err
}

// enter makes s the start that is under way, unless it was started already.
func (l *Lifecycle) enter(ctx context.Context, s *starting) (first bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.starting != nil {
		if err := l.awaitStart(ctx); err != nil {
			return false, err
		}
	}
	if l.now != nil && l.now.stopped {
		return false, fmt.Errorf("start %s: it was stopped and not waited for", l.What)
	}
	if l.now != nil {
		l.Log.WarnContext(ctx, "already started", "what", l.What)
		return false, nil
	}
	l.starting = s
	return true, nil
}

// awaitStart waits for the end of the start that is under way; mu is held before and after.
func (l *Lifecycle) awaitStart(ctx context.Context) error {
	done := l.starting.done
	l.mu.Unlock()
	defer l.mu.Lock()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s still starts: %w", l.What, context.Cause(ctx))
	}
}

// toEnd ends a start that is under way and returns the cycle that is to end, nil if
// there is none; mu is held.
func (l *Lifecycle) toEnd(ctx context.Context) (*Cycle, error) {
	for l.starting != nil {
		l.starting.abort(errStopped)
		if err := l.awaitStart(ctx); err != nil {
			return nil, err
		}
	}
	if l.now != nil {
		l.now.stopped = true
	}
	return l.now, nil
}

// Stop takes no more messages.
func (l *Lifecycle) Stop(ctx context.Context) error {
	l.mu.Lock()
	c, err := l.toEnd(ctx)
	l.mu.Unlock()
	if c == nil {
		return err
	}
	return c.Stop(ctx)
}

// Wait stops, finishes what was taken and closes. Whoever waits gets the same
// result; the first ctx to end cancels what still runs.
func (l *Lifecycle) Wait(ctx context.Context) error {
	c, first, err := l.claim(ctx)
	if c == nil {
		return err
	}
	if first {
		defer context.AfterFunc(ctx, c.Cancel)()
		c.err = errors.Join(c.Stop(ctx), c.Finish(ctx))
		c.end(nil)
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
		c.Cancel()
		return fmt.Errorf("wait for %s: %w", l.What, context.Cause(ctx))
	}
}

// claim returns the cycle that is to end, and whether it is the caller's to finish.
func (l *Lifecycle) claim(ctx context.Context) (c *Cycle, first bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c, err = l.toEnd(ctx); c != nil {
		first = !c.waited
		c.waited = true
	}
	return c, first, err
}

// Serve starts, blocks until ctx ends, and drains. A start that fails because ctx is
// cancelled is an end like any other.
func (l *Lifecycle) Serve(ctx context.Context, start func(context.Context) error) error {
	if err := start(ctx); err != nil {
		if errors.Is(ctx.Err(), context.Canceled) && errors.Is(err, context.Cause(ctx)) {
			return nil
		}
		return err
	}
	<-ctx.Done()
	drain, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), l.Drain, ErrDrain)
	defer cancel()
	return l.Wait(drain)
}

// errStopped is why a start is given up.
var errStopped = errors.New("it was stopped while it started")

// ErrDrain is why a drain is given up.
var ErrDrain = errors.New("the drain timeout has passed")

// CloseBy closes a listener and waits for that no longer than ctx allows: the bus
// may be slow to answer.
func CloseBy(ctx context.Context, l io.Closer) error {
	closed := make(chan error, 1)
	go func() { closed <- l.Close() }() // ends by itself: Close is bounded
	select {
	case err := <-closed:
		return err
	case <-ctx.Done():
		return nil // finish's error says that time ran out, and Close goes on
	}
}
