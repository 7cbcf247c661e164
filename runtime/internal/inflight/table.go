package inflight

import (
	"errors"
	"sync"
)

// Errors of a call that has no reply. Who made the call gives them its own names.
var (
	// ErrTimeout: the call's own clock ran out.
	ErrTimeout = errors.New("no reply in time")
	// ErrSilent: no heartbeat came within the monitor's time.
	ErrSilent = errors.New("no heartbeat in time")
	// ErrTooMany: the table is full.
	ErrTooMany = errors.New("too many calls wait")
)

// DefaultLimit is how many calls may wait in a table that names no limit.
const DefaultLimit = 100_000

// ID names a call: the 16 bytes of its _msg_id.
type ID = [16]byte

// Table holds the calls of one transport that wait for a reply of type R. All
// methods may be called concurrently.
//
// The table's map, under its lock, is the only way to a waiter. A waiter leaves
// the map before it serves another call, so a late or repeated reply can't
// reach another call.
type Table[R any] struct {
	limit int
	free  sync.Pool // of *Waiter[R], not shared, so that each table keeps its own timers

	mu      sync.Mutex
	waiting map[ID]*Waiter[R]
	closed  error
}

// NewTable makes a table for at most limit waiting calls. 0 means DefaultLimit.
func NewTable[R any](limit int) *Table[R] {
	if limit <= 0 {
		limit = DefaultLimit
	}
	return &Table[R]{limit: limit, waiting: map[ID]*Waiter[R]{}}
}

// Add makes a waiter for a call id, which no waiting call may have. Add it
// before the request is sent and Release it in the end. It fails with
// ErrTooMany or the error given to Close.
func (t *Table[R]) Add(id ID) (*Waiter[R], error) {
	w, ok := t.free.Get().(*Waiter[R])
	if !ok {
		w = newWaiter(t)
	}
	if err := t.add(id, w); err != nil {
		t.free.Put(w)
		return nil, err
	}
	return w, nil
}

func (t *Table[R]) add(id ID, w *Waiter[R]) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.closed != nil:
		return t.closed
	case len(t.waiting) >= t.limit:
		return ErrTooMany
	}
	w.id = id
	t.waiting[id] = w
	return nil
}

// Part is the part of the answer in one reply message.
type Part struct {
	// Value is set when the message holds a result other than null, or a failure.
	Value bool
	// Ending is set on the last message.
	Ending bool
}

// Deliver hands a message to the call id. It reports false when no such call
// waits: the reply is late, a second one, or not ours.
//
// A message that ends nothing is a heartbeat if it has no value. If it has one it
// is the first half of the old style of two messages: the call keeps it and
// returns it when the last message has none.
func (t *Table[R]) Deliver(id ID, reply R, part Part) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, ok := t.waiting[id]
	if !ok {
		return false
	}
	if part.Value || part.Ending && !w.kept {
		w.reply, w.kept = reply, true
	}
	if part.Ending {
		t.end(w, nil)
	} else {
		w.wake()
	}
	return true
}

// Fail ends the call id with err. It reports false when no such call waits.
func (t *Table[R]) Fail(id ID, err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, ok := t.waiting[id]
	if ok {
		t.end(w, err)
	}
	return ok
}

// Interrupt makes Wait of a call return err without ending the call, if attempt
// is the call's latest. The first error about an attempt stays. It reports
// false if no such call waits or the attempt is older.
func (t *Table[R]) Interrupt(id ID, attempt uint32, err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, ok := t.waiting[id]
	if !ok || attempt != w.attempt {
		return false
	}
	w.news.CompareAndSwap(nil, &interruption{err})
	w.wake()
	return true
}

// Attempt returns the number of the call's latest attempt, or 0 if no such call
// waits.
func (t *Table[R]) Attempt(id ID) uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	if w, ok := t.waiting[id]; ok {
		return w.attempt
	}
	return 0
}

// FailAll ends with err every call whose mark match accepts, all of them if match
// is nil, and returns how many there were. Match runs under the table's lock.
func (t *Table[R]) FailAll(match func(mark uint64) bool, err error) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := 0
	for _, w := range t.waiting {
		if match == nil || match(w.mark.Load()) {
			t.end(w, err)
			n++
		}
	}
	return n
}

// Count is the number of waiting calls whose mark match accepts.
func (t *Table[R]) Count(match func(mark uint64) bool) (n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, w := range t.waiting {
		if match(w.mark.Load()) {
			n++
		}
	}
	return n
}

// Close ends every waiting call with err, which Add returns from then on.
func (t *Table[R]) Close(err error) {
	t.mu.Lock()
	if t.closed == nil {
		t.closed = err
	}
	t.mu.Unlock()
	t.FailAll(nil, err)
}

// Len is the number of calls that wait.
func (t *Table[R]) Len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.waiting)
}

// end takes w out of the table and wakes it for the last time.
func (t *Table[R]) end(w *Waiter[R], err error) {
	delete(t.waiting, w.id)
	w.err = err
	w.ended.Store(true)
	w.wake()
}

// forget takes w out of the table if it is still there.
func (t *Table[R]) forget(w *Waiter[R]) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.waiting, w.id)
}
