package inflight_test

import (
	"context"
	"encoding/binary"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func id(n int) (id inflight.ID) {
	binary.BigEndian.PutUint64(id[:], uint64(n))
	return id
}

var (
	final     = inflight.Part{Value: true, Ending: true}
	nullFinal = inflight.Part{Ending: true}
	half      = inflight.Part{Value: true}
	heartbeat = inflight.Part{}
)

func add(t testing.TB, table *inflight.Table[string], n int) *inflight.Waiter[string] {
	t.Helper()
	w, err := table.Add(id(n))
	if err != nil {
		t.Fatalf("Add: %v", err)
	}
	return w
}

func TestReplies(t *testing.T) {
	type message struct {
		reply string
		part  inflight.Part
	}
	for _, c := range []struct {
		name     string
		messages []message
		want     string
	}{
		{"one", []message{{"42", final}}, "42"},
		{"null", []message{{"null", nullFinal}}, "null"},
		{"after heartbeats", []message{{"null", heartbeat}, {"null", heartbeat}, {"42", final}}, "42"},
		{"old style of two messages", []message{{"42", half}, {"null", nullFinal}}, "42"},
		{"the second value wins", []message{{"1", half}, {"2", final}}, "2"},
		{"old style around a heartbeat", []message{{"42", half}, {"null", heartbeat}, {"", nullFinal}}, "42"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := inflight.NewTable[string](0)
			w := add(t, table, 1)
			defer w.Release()
			for _, m := range c.messages {
				if !table.Deliver(id(1), m.reply, m.part) {
					t.Fatalf("nobody waits for %v", m)
				}
			}
			got, err := w.Wait(t.Context(), time.Minute, 0)
			if err != nil || got != c.want {
				t.Errorf("Wait = %q, %v; want %q", got, err, c.want)
			}
			if table.Deliver(id(1), "again", final) {
				t.Error("a second final reply found the call")
			}
		})
	}
}

func TestUnknownAndLateRepliesFindNobody(t *testing.T) {
	table := inflight.NewTable[string](0)
	if table.Deliver(id(7), "", final) {
		t.Error("an unknown reply found a call")
	}
	w := add(t, table, 1)
	w.Release()
	if table.Deliver(id(1), "late", final) {
		t.Error("a late reply found its call")
	}
	next := add(t, table, 2) // probably the same waiter again
	defer next.Release()
	table.Deliver(id(1), "late", final)
	table.Deliver(id(2), "mine", final)
	if got, err := next.Wait(t.Context(), time.Minute, 0); got != "mine" || err != nil {
		t.Errorf("Wait = %q, %v", got, err)
	}
}

func TestClocks(t *testing.T) {
	for _, c := range []struct {
		name             string
		timeout, monitor time.Duration
		beats            time.Duration // a heartbeat every so often; 0 for none
		want             error
		after            time.Duration
	}{
		{"timeout", 5 * time.Second, 0, 0, inflight.ErrTimeout, 5 * time.Second},
		{"silence", 60 * time.Second, 4 * time.Second, 0, inflight.ErrSilent, 4 * time.Second},
		{"heartbeats hold off the monitor only", 20 * time.Second, 4 * time.Second, 2 * time.Second, inflight.ErrTimeout, 20 * time.Second},
		{"heartbeats without a monitor do nothing", 5 * time.Second, 0, time.Second, inflight.ErrTimeout, 5 * time.Second},
		{"a monitor beyond the timeout", 5 * time.Second, time.Hour, 0, inflight.ErrTimeout, 5 * time.Second},
		{"heartbeats that come too late", 60 * time.Second, 4 * time.Second, 5 * time.Second, inflight.ErrSilent, 4 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				table := inflight.NewTable[string](0)
				w := add(t, table, 1)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if c.beats > 0 {
					go func() { // ends with ctx
						for tick := time.Tick(c.beats); ctx.Err() == nil; {
							select {
							case <-tick:
								table.Deliver(id(1), "", heartbeat)
							case <-ctx.Done():
							}
						}
					}()
				}
				start := time.Now()
				if _, err := w.Wait(ctx, c.timeout, c.monitor); !errors.Is(err, c.want) {
					t.Errorf("Wait: %v, want %v", err, c.want)
				}
				if took := time.Since(start); took != c.after {
					t.Errorf("Wait took %v, want %v", took, c.after)
				}
				w.Release()
				if n := table.Len(); n != 0 {
					t.Errorf("%d calls are left", n)
				}
			})
		})
	}
}

func TestCancelReturnsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		table := inflight.NewTable[string](0)
		w := add(t, table, 1)
		defer w.Release()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		start := time.Now()
		if _, err := w.Wait(ctx, time.Hour, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("Wait: %v", err)
		}
		if time.Since(start) != time.Second {
			t.Errorf("Wait took %v", time.Since(start))
		}
		if table.Deliver(id(1), "late", final) {
			t.Error("the waiter was not forgotten")
		}
	})
}

func TestReplyThatIsThereWins(t *testing.T) {
	table := inflight.NewTable[string](0)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 { // select picks at random
		w := add(t, table, 1)
		table.Deliver(id(1), "42", final)
		if got, err := w.Wait(ctx, 0, 0); got != "42" || err != nil {
			t.Fatalf("Wait = %q, %v", got, err)
		}
		w.Release()
	}
}

func TestLimit(t *testing.T) {
	table := inflight.NewTable[string](2)
	first := add(t, table, 1)
	add(t, table, 2)
	if _, err := table.Add(id(3)); !errors.Is(err, inflight.ErrTooMany) {
		t.Errorf("Add beyond the limit: %v", err)
	}
	first.Release()
	add(t, table, 3)
}

func TestFail(t *testing.T) {
	table := inflight.NewTable[string](0)
	lost := errors.New("lost")
	waiters := map[int]*inflight.Waiter[string]{}
	for n := range 4 {
		waiters[n] = add(t, table, n)
		waiters[n].Mark(uint64(n % 2))
	}
	if n := table.FailAll(func(mark uint64) bool { return mark == 1 }, lost); n != 2 {
		t.Errorf("FailAll ended %d calls, want 2", n)
	}
	if !table.Fail(id(2), lost) || table.Fail(id(2), lost) {
		t.Error("Fail must find the call once")
	}
	for n, w := range waiters {
		table.Deliver(id(n), "42", final)
		if _, err := w.Wait(t.Context(), time.Minute, 0); errors.Is(err, lost) != (n > 0) {
			t.Errorf("call %d: %v", n, err)
		}
		w.Release()
	}
	if again := add(t, table, 9); !table.Deliver(id(9), "42", final) {
		t.Error("a released waiter can't wait again")
	} else if _, err := again.Wait(t.Context(), time.Minute, 0); err != nil {
		t.Errorf("a released waiter kept the error of its last call: %v", err)
	}
}

func TestClose(t *testing.T) {
	table := inflight.NewTable[string](0)
	closed := errors.New("closed")
	w := add(t, table, 1)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { table.Close(closed) })
	}
	if _, err := w.Wait(t.Context(), time.Minute, 0); !errors.Is(err, closed) {
		t.Errorf("Wait: %v", err)
	}
	wg.Wait()
	if _, err := table.Add(id(2)); !errors.Is(err, closed) {
		t.Errorf("Add after Close: %v", err)
	}
}

// Replies that come twice, late and to calls that were given up must never reach
// another call, whatever the timing. Meaningful under the race detector.
func TestRepliesReachTheirOwnCallOnly(t *testing.T) {
	table := inflight.NewTable[int](0)
	const callers, calls = 32, 500
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for i := range calls {
				n := c*calls + i
				w, err := table.Add(id(n))
				if err != nil {
					t.Error(err)
					return
				}
				for range 2 {
					wg.Go(func() {
						table.Deliver(id(n), n, heartbeat)
						table.Deliver(id(n), n, final)
					})
				}
				ctx, cancel := context.WithCancel(context.Background())
				if n%3 == 0 {
					wg.Go(cancel)
				}
				if got, err := w.Wait(ctx, time.Minute, time.Minute); err == nil && got != n {
					t.Errorf("call %d got the reply of %d", n, got)
				}
				w.Release()
				cancel()
			}
		})
	}
	wg.Wait()
	if n := table.Len(); n != 0 {
		t.Errorf("%d calls are left", n)
	}
}

func TestCallAllocatesNothing(t *testing.T) {
	if raced {
		t.Skip("the race detector makes sync.Pool forget at random")
	}
	table := inflight.NewTable[string](0)
	allocs := testing.AllocsPerRun(1000, func() {
		w, _ := table.Add(id(1))
		table.Deliver(id(1), "42", final)
		_, _ = w.Wait(context.Background(), time.Minute, 0)
		w.Release()
	})
	if allocs > 0 {
		t.Errorf("a call allocates %v times", allocs)
	}
}

func TestTenThousandCallsAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory")
	}
	const calls, limit = 10_000, 8 << 10
	table := inflight.NewTable[string](0)
	before := inUse()
	var wg sync.WaitGroup
	for n := range calls {
		w := add(t, table, n)
		wg.Go(func() {
			defer w.Release()
			_, _ = w.Wait(context.Background(), time.Minute, 0)
		})
	}
	if each := (inUse() - before) / calls; each > limit {
		t.Errorf("a waiting call takes %d bytes, want at most %d", each, limit)
	}
	table.Close(errors.New("over"))
	wg.Wait()
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

func BenchmarkCall(b *testing.B) {
	table := inflight.NewTable[string](0)
	b.ReportAllocs()
	var goroutines atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for n := int(goroutines.Add(1)) << 32; pb.Next(); n++ {
			w, _ := table.Add(id(n))
			table.Deliver(id(n), "42", final)
			_, _ = w.Wait(context.Background(), time.Minute, 0)
			w.Release()
		}
	})
}

// A call that is interrupted goes on to wait, and what was said of an earlier attempt
// does not reach a later one.
func TestInterrupt(t *testing.T) {
	table := inflight.NewTable[string](0)
	w := add(t, table, 1)
	defer w.Release()
	first, second := errors.New("first"), errors.New("second")
	one := w.Begin()
	if !table.Interrupt(id(1), one, first) || !table.Interrupt(id(1), one, second) {
		t.Error("the call does not wait")
	}
	if _, err := w.Wait(t.Context(), time.Minute, 0); !errors.Is(err, first) {
		t.Errorf("Wait: %v, want the first word", err)
	}
	table.Interrupt(id(1), one, first)
	two := w.Begin()
	if two == one || table.Attempt(id(1)) != two || table.Interrupt(id(1), one, first) {
		t.Errorf("attempt %d is still listened to in attempt %d", one, two)
	}
	table.Interrupt(id(1), two, second)
	if _, err := w.Wait(t.Context(), time.Minute, time.Minute); !errors.Is(err, second) {
		t.Errorf("Wait: %v, want the second", err)
	}
	table.Interrupt(id(1), two, first)
	table.Deliver(id(1), "42", final)
	if got, err := w.Wait(t.Context(), time.Minute, 0); got != "42" || err != nil {
		t.Errorf("Wait = %q, %v, want the reply before anything else", got, err)
	}
	if table.Interrupt(id(1), two, first) || table.Attempt(id(1)) != 0 {
		t.Error("a call that has ended was interrupted")
	}
}
