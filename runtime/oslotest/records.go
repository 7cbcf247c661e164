package oslotest

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// records keeps messages in the order of their arrival.
type records[T any] struct {
	mu    sync.Mutex
	list  []T
	given int           // how many next has returned
	more  chan struct{} // has room for one signal that list has grown
}

func newRecords[T any]() *records[T] { return &records[T]{more: make(chan struct{}, 1)} }

func (r *records[T]) add(v T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, v)
	select {
	case r.more <- struct{}{}:
	default: // the last signal is still there
	}
}

func (r *records[T]) all() []T {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
}

// nextTimeout is how long next waits.
const nextTimeout = 10 * time.Second

func (r *records[T]) next(tb testing.TB, what string) T {
	tb.Helper()
	timeout := time.After(nextTimeout)
	for {
		if v, ok := r.take(); ok {
			return v
		}
		select {
		case <-r.more:
		case <-timeout:
			tb.Fatalf("no further %s within %v; %d came", what, nextTimeout, len(r.all()))
		}
	}
}

func (r *records[T]) take() (v T, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.given == len(r.list) {
		return v, false
	}
	r.given++
	return r.list[r.given-1], true
}
