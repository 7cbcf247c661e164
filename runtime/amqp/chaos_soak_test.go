package amqp_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp"
)

// TestChaosSoak runs for ten minutes with a fault every 15 s and checks that
// nothing grows. The short form runs for a few seconds.
func TestChaosSoak(t *testing.T) {
	if !chaos() {
		t.Skip("skipped: runs with make chaos only")
	}
	total, every := 10*time.Minute, 15*time.Second
	if text := os.Getenv("OSLOGEN_CHAOS_SOAK"); text != "" {
		var err error
		total, err = time.ParseDuration(text)
		must(t, err)
	}
	b := breakable(t)
	before := resources(t)
	t.Run("load", func(t *testing.T) {
		r := newRig(t, b, 6, 10*time.Millisecond, func(*amqp.Config) {}) // 600 calls a second, so that 500 remain with the faults
		rnd := rand.New(rand.NewPCG(1, 1))
		use := func() usage {
			u := resources(t)
			u.heap -= r.served.size() + r.events.size() + r.acknowledged.size()
			return u
		}
		var early usage
		began := time.Now()
		n := 0
		for time.Since(began) < total {
			next := time.After(every)
			f := faults[n%len(faults)]
			must(t, f.apply(r, rnd))
			pause(2 * time.Second)
			must(t, f.mend(r))
			n++
			<-next
			if early.heap == 0 && time.Since(began) >= min(2*time.Minute, total/4) {
				early = use()
			}
		}
		late := use()
		calls := float64(r.calls.Load()) / total.Seconds()
		growth := float64(late.heap) / float64(early.heap)
		r.settle()
		r.check("soak of "+total.String(), n)
		result := fmt.Sprintf("heap x %.2f of minute 2 (%d KiB -> %d KiB), %.0f calls/s, %d faults", growth, early.heap>>10, late.heap>>10, calls, n)
		t.Log(result)
		report("soak of "+total.String(), "heap <= 1.25 x of minute 2", result, growth <= 1.25)
		if growth > 1.25 {
			t.Errorf("heap grew %.2f times since minute 2", growth)
		}
	})
	eventually(t, patience, "goroutines and descriptors are back", func() bool {
		now := resources(t)
		return now.goroutines <= before.goroutines+2 && now.files <= before.files+2
	})
	after := resources(t)
	report("soak of "+total.String(), "goroutines and descriptors back", fmt.Sprintf("%d -> %d, %d -> %d", before.goroutines, after.goroutines, before.files, after.files), true)
}

// usage is what a process may leak.
type usage struct {
	heap              int64
	goroutines, files int
}

func resources(t *testing.T) usage {
	t.Helper()
	runtime.GC()
	runtime.GC() // what finalizers and pools held goes in the second one
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	return usage{int64(m.HeapAlloc), runtime.NumGoroutine(), len(files)}
}
