package peer

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oslogen/oslogen/bench/api"
)

// run makes calls, or casts, from l.Callers goroutines until the time is over or
// l.Calls have been made.
func run(c api.Bench, l Load) (Result, error) {
	ctx, data := context.Background(), strings.Repeat("x", l.Data)
	act := func() error {
		got, err := c.Echo(ctx, data)
		if err == nil && len(got) != len(data) {
			err = errors.New("the answer is another one")
		}
		return err
	}
	if l.Cast {
		act = func() error { return c.Tell(ctx, data) }
	}
	times := make([][]time.Duration, l.Callers)
	errs := make([]error, l.Callers)
	for i := range times {
		times[i] = make([]time.Duration, 0, 1<<14)
	}
	before := mallocs()
	start := time.Now()
	var callers sync.WaitGroup
	for i := range l.Callers {
		callers.Go(func() { times[i], errs[i] = repeat(act, start.Add(l.For), l.each(), times[i]) })
	}
	callers.Wait()
	r := Result{Took: time.Since(start), Mallocs: mallocs() - before}
	all := slices.Concat(times...)
	slices.Sort(all)
	r.Calls, r.P50, r.P99 = len(all), all[len(all)/2], all[len(all)*99/100]
	return r, errors.Join(errs...)
}

// each is the most calls of one caller.
func (l Load) each() int {
	if l.Calls == 0 {
		return math.MaxInt
	}
	return max(1, l.Calls/l.Callers)
}

// repeat acts until end, or most times, and appends how long each took.
func repeat(act func() error, end time.Time, most int, times []time.Duration) ([]time.Duration, error) {
	for now := time.Now(); ; {
		if err := act(); err != nil {
			return append(times, time.Since(now)), err
		}
		next := time.Now()
		times = append(times, next.Sub(now))
		if next.After(end) || len(times) == most {
			return times, nil
		}
		now = next
	}
}

func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}

// flood has l.Calls calls wait at once. waiting tells how many have been sent.
// measured is called when all wait.
func flood(c api.Bench, l Load, measured func()) (Flood, error) {
	f := Flood{GoroutinesBefore: settledGoroutines(0)}
	data := strings.Repeat("x", l.Data)
	errs := make(chan error, l.Calls)
	heap, stack := footprint()
	for range l.Calls {
		go func() { // ends when the call is answered
			_, err := c.Echo(context.Background(), data)
			errs <- err
		}()
	}
	time.Sleep(2 * time.Second) // until all are sent. A late one would only cost more
	heapNow, stackNow := footprint()
	f.Heap, f.Stack = int(heapNow-heap)/l.Calls, int(stackNow-stack)/l.Calls
	measured()
	start := time.Now()
	var err error
	for range l.Calls {
		if e := <-errs; e != nil {
			err = e
		} else {
			f.Answered++
		}
	}
	f.Drained = time.Since(start)
	f.GoroutinesAfter = settledGoroutines(f.GoroutinesBefore)
	return f, err
}

// footprint is the memory in use after some collections: each halves stacks that
// have become too large.
func footprint() (heap, stack uint64) {
	for range 4 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc, m.StackInuse
}

// settledGoroutines is the number of goroutines, given a moment to go down to want.
func settledGoroutines(want int) int {
	for range 100 {
		if runtime.NumGoroutine() <= want {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return runtime.NumGoroutine()
}
