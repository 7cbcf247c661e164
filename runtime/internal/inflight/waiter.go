package inflight

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// Waiter is one call that waits for its reply. Its methods are for the goroutine
// that makes the call.
type Waiter[R any] struct {
	table  *Table[R]
	id     ID
	mark   atomic.Uint64
	news   atomic.Pointer[interruption] // that Wait has not returned yet
	timer  *time.Timer
	signal chan struct{} // holds one token, which may stand for several messages

	// Written under the table's lock until ended is set, read afterwards.
	reply   R
	kept    bool
	err     error
	attempt uint32
	ended   atomic.Bool
}

// interruption is an error that Wait returns without ending the call.
type interruption struct{ err error }

func newWaiter[R any](t *Table[R]) *Waiter[R] {
	w := &Waiter[R]{table: t, timer: time.NewTimer(time.Hour), signal: make(chan struct{}, 1)}
	w.timer.Stop()
	return w
}

// Mark records what the call depends on, such as a connection, for
// [Table.FailAll]. It is 0 at first.
func (w *Waiter[R]) Mark(mark uint64) { w.mark.Store(mark) }

// Begin begins an attempt to send the call's request and returns its number for
// [Table.Interrupt]. It drops errors about earlier attempts.
func (w *Waiter[R]) Begin() uint32 {
	w.table.mu.Lock()
	defer w.table.mu.Unlock()
	w.attempt++
	w.news.Store(nil)
	return w.attempt
}

// HasEnded reports whether the call has its reply, or an error in its place. Wait returns
// it at once.
func (w *Waiter[R]) HasEnded() bool { return w.ended.Load() }

// Wait blocks until the reply is complete and returns it.
//
// There are two clocks. The call's own runs for timeout and is never extended
// (ErrTimeout). If monitor is not 0, a second one runs for monitor and starts
// again with every message (ErrSilent). When ctx ends, Wait returns its error and
// its cause at once. A reply that is already there wins over all three.
//
// What [Table.Interrupt] was given is returned as it is, and the call may go on to Wait.
func (w *Waiter[R]) Wait(ctx context.Context, timeout, monitor time.Duration) (R, error) {
	if monitor > 0 {
		return w.waitMonitored(ctx, timeout, monitor)
	}
	w.timer.Reset(timeout)
	for !w.ended.Load() {
		if err := w.interrupted(); err != nil {
			return w.none(), err
		}
		select {
		case <-w.signal:
		case <-w.timer.C:
			return w.give(ErrTimeout)
		case <-ctx.Done():
			return w.give(Ended(ctx))
		}
	}
	return w.reply, w.err
}

func (w *Waiter[R]) waitMonitored(ctx context.Context, timeout, monitor time.Duration) (R, error) {
	deadline := time.Now().Add(timeout)
	w.timer.Reset(min(timeout, monitor))
	for !w.ended.Load() {
		if err := w.interrupted(); err != nil {
			return w.none(), err
		}
		select {
		case <-w.signal:
			w.timer.Reset(min(time.Until(deadline), monitor))
		case <-w.timer.C:
			if time.Until(deadline) > 0 {
				return w.give(ErrSilent)
			}
			return w.give(ErrTimeout)
		case <-ctx.Done():
			return w.give(Ended(ctx))
		}
	}
	return w.reply, w.err
}

// Ended returns why ctx has ended, with its cause if that is another error.
func Ended(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}

// interrupted takes the error about the current attempt.
func (w *Waiter[R]) interrupted() error {
	if w.news.Load() == nil {
		return nil
	}
	if i := w.news.Swap(nil); i != nil {
		return i.err
	}
	return nil
}

func (w *Waiter[R]) none() (none R) { return none }

// give ends the waiting with err, unless the reply came just now.
func (w *Waiter[R]) give(err error) (R, error) {
	w.table.forget(w)
	if w.ended.Load() {
		return w.reply, w.err
	}
	return w.none(), err
}

// Release ends the waiting. A later reply finds no call. The waiter must not be
// used again, because it serves another call.
func (w *Waiter[R]) Release() {
	w.table.forget(w) // even after the end, so that nothing wakes the waiter from here on
	w.timer.Stop()
	select {
	case <-w.signal:
	default:
	}
	w.reply, w.kept, w.err, w.attempt = w.none(), false, nil, 0
	w.mark.Store(0)
	w.news.Store(nil)
	w.ended.Store(false)
	w.table.free.Put(w)
}

// wake puts the token in. It is called under the table's lock, so none can come
// after the waiter has left the table.
func (w *Waiter[R]) wake() {
	select {
	case w.signal <- struct{}{}:
	default:
	}
}
