// Package parallel runs a function on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls f for each number below n, on all processors, and returns the
// first error. An error does not end the other calls.
func Do(n int, f func(int) error) error {
	if n == 1 {
		return f(0)
	}
	var (
		wg    sync.WaitGroup
		next  atomic.Int64
		once  sync.Once
		first error
	)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() { // ends when no number is left
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				if err := f(int(i)); err != nil {
					once.Do(func() { first = err })
				}
			}
		})
	}
	wg.Wait()
	return first
}
