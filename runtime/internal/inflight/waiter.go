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
	timer  *time.Timer
	signal chan struct{} // holds one token; one stands for any number of messages

	// Written under the table's lock until ended is set, read afterwards.
	reply R
	kept  bool
	err   error
	ended atomic.Bool
}

func newWaiter[R any](t *Table[R]) *Waiter[R] {
	w := &Waiter[R]{table: t, timer: time.NewTimer(time.Hour), signal: make(chan struct{}, 1)}
	w.timer.Stop()
	return w
}

// Mark says what the call hangs on, such as the connection it was sent over, for
// [Table.FailAll]. It is 0 at first.
func (w *Waiter[R]) Mark(mark uint64) { w.mark.Store(mark) }

// Wait blocks until the reply is complete and returns it.
//
// There are two clocks. The call's own runs for timeout and is never extended
// (ErrTimeout). If monitor is not 0, a second one runs for monitor and starts
// again with every message (ErrSilent). When ctx ends, Wait returns its error and
// its cause at once. A reply that is already there wins over all three.
func (w *Waiter[R]) Wait(ctx context.Context, timeout, monitor time.Duration) (R, error) {
	if monitor > 0 {
		return w.waitMonitored(ctx, timeout, monitor)
	}
	w.timer.Reset(timeout)
	for !w.ended.Load() {
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

// give ends the waiting with err, unless the reply came just now.
func (w *Waiter[R]) give(err error) (R, error) {
	w.table.forget(w)
	if w.ended.Load() {
		return w.reply, w.err
	}
	var none R
	return none, err
}

// Release ends the waiting; a reply that comes later finds nobody. The waiter must
// not be used again: it serves another call.
func (w *Waiter[R]) Release() {
	w.table.forget(w) // even when it has ended: after this nobody wakes it any more
	w.timer.Stop()
	select {
	case <-w.signal:
	default:
	}
	var none R
	w.reply, w.kept, w.err = none, false, nil
	w.mark.Store(0)
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
