package peer

import (
	"runtime"
	"strings"
)

// allocs counts the allocations of this process by their caller: the innermost
// function that belongs to a module.
func allocs() Allocs {
	runtime.GC() // a profile is as old as the last two collections
	runtime.GC()
	records := make([]runtime.MemProfileRecord, 1<<12)
	n, ok := runtime.MemProfile(records, true)
	for !ok {
		records = make([]runtime.MemProfileRecord, 2*n)
		n, ok = runtime.MemProfile(records, true)
	}
	a := Allocs{}
	for _, r := range records[:n] {
		site := allocator(r.Stack())
		if !strings.Contains(site, "bench/internal/peer") {
			a[site] += uint64(r.AllocObjects)
		}
	}
	return a
}

// allocator is the function that a stack's allocation is counted to.
func allocator(stack []uintptr) string {
	frames := runtime.CallersFrames(stack)
	for {
		f, more := frames.Next()
		path, _, _ := strings.Cut(f.Function, "/")
		if strings.Contains(path, ".") && strings.Contains(f.Function, "/") || !more {
			return f.Function
		}
	}
}
