// Package life has the life cycle of servers, listeners and services: start, stop,
// wait and drain, and the workers that run their jobs.
package life

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Lifecycle is the common part of servers, notification listeners and services.
// They start, stop and wait, and may start again. Every method may be called
// concurrently.
type Lifecycle struct {
	What  string        // the name in errors and logs
	Drain time.Duration // how long Serve waits once its ctx has ended
	Log   *slog.Logger

	mu       sync.Mutex
	starting *starting // nil unless a start is under way
	running  *Cycle    // nil before start and after wait
	last     *Cycle    // the latest one, nil before the first start
}

// starting is a start that is under way.
type starting struct {
	abort context.CancelCauseFunc
	done  chan struct{} // closed at its end
}

// DefaultDrain is how long Serve waits for running methods.
const DefaultDrain = 30 * time.Second

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
		l.starting, l.running = nil, c
		if c != nil {
			l.last = c
		}
		close(s.done)
	}()
	if c, err = begin(Within(ctx, l)); err == nil {
		c.start(abort)
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
	if l.running != nil && l.running.isStopped() {
		return false, fmt.Errorf("start %s: it was stopped and not waited for", l.What)
	}
	if l.running != nil {
		l.Log.WarnContext(ctx, "already started", "what", l.What)
		return false, nil
	}
	l.starting = s
	return true, nil
}

// Running reports whether it is started, or being started, and not waited for.
func (l *Lifecycle) Running() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.starting != nil || l.running != nil
}

// Done returns a channel that is closed when the latest run takes no more messages:
// after Stop, after Wait, and when its transport is closed. It is nil before the
// first Start.
func (l *Lifecycle) Done() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last == nil {
		return nil
	}
	return l.last.stopped
}

// Err returns why the latest run ended by itself, nil if it did not.
func (l *Lifecycle) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last == nil {
		return nil
	}
	return l.last.lost()
}

// awaitStart waits for the end of the start that is under way. The caller holds mu.
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

// beginStop ends a start that is under way, marks the running cycle as stopped and
// returns it, nil if there is none. The caller holds mu.
func (l *Lifecycle) beginStop(ctx context.Context) (*Cycle, error) {
	for l.starting != nil {
		l.starting.abort(errStopped)
		if err := l.awaitStart(ctx); err != nil {
			return nil, err
		}
	}
	if l.running != nil {
		l.running.markStopped(nil)
	}
	return l.running, nil
}

// Stop takes no more messages. It may be called from within a method.
func (l *Lifecycle) Stop(ctx context.Context) error {
	l.mu.Lock()
	c, err := l.beginStop(ctx)
	l.mu.Unlock()
	if c == nil {
		return err
	}
	return c.Stop(ctx)
}

// Wait stops, finishes the taken messages and closes. All callers get the same
// result. The first ctx to end cancels the methods that still run. Within a method
// Wait would wait for itself, so it is an error there.
func (l *Lifecycle) Wait(ctx context.Context) error {
	if l.isWithin(ctx) {
		return fmt.Errorf("wait for %s from within it: it would wait for itself; call Stop there, and Wait elsewhere", l.What)
	}
	c, first, err := l.beginWait(ctx)
	if c == nil {
		return err
	}
	if first {
		defer context.AfterFunc(ctx, c.Cancel)()
		c.err = errors.Join(c.Stop(ctx), c.Finish(ctx))
		l.mu.Lock()
		l.running = nil
		l.mu.Unlock()
		c.finished()
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

// beginWait returns the cycle that is to end, and whether the caller has to finish
// it.
func (l *Lifecycle) beginWait(ctx context.Context) (c *Cycle, first bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c, err = l.beginStop(ctx); c != nil {
		first = !c.waited
		c.waited = true
	}
	return c, first, err
}

// Serve starts, blocks until ctx ends, or until it is stopped elsewhere or its
// transport is closed, and drains. A start that fails because ctx is cancelled is an
// end like any other.
func (l *Lifecycle) Serve(ctx context.Context, start func(context.Context) error) error {
	if err := start(ctx); err != nil {
		if errors.Is(ctx.Err(), context.Canceled) && errors.Is(err, context.Cause(ctx)) {
			return nil
		}
		return err
	}
	select {
	case <-ctx.Done():
	case <-l.Done():
	}
	drain, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), l.Drain, ErrDrain)
	defer cancel()
	lost := l.Err() // before Wait, after which it may be started again
	err := l.Wait(drain)
	if lost != nil && ctx.Err() == nil {
		err = errors.Join(fmt.Errorf("serve %s: %w", l.What, lost), err)
	}
	return err
}

// errStopped is why a start is given up.
var errStopped = errors.New("it was stopped while it started")

// ErrDrain is why a drain is given up.
var ErrDrain = errors.New("the drain timeout has passed")
