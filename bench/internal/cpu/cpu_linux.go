// Package cpu reads how much processor time another process has used, and keeps idle
// cores from sleeping.
package cpu

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Time returns the processor time of all threads the process ever had. Unlike
// /proc/PID/stat, which counts ticks of 10 ms, it is exact.
func Time(pid int) (time.Duration, error) {
	const scheduler = 2 // CPUCLOCK_SCHED: the clock id is made of the pid as in clock_getcpuclockid(3)
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|scheduler), &t); err != nil {
		return 0, fmt.Errorf("read the CPU time of process %d: %w", pid, err)
	}
	return time.Duration(t.Nano()), nil
}

// Awake keeps idle cores from sleeping until the returned function is called: they
// poll, and answer at once. The kernel offers it for measurements of latency, and
// cyclictest uses it. It needs write access to /dev/cpu_dma_latency.
func Awake() (release func(), err error) {
	const path = "/dev/cpu_dma_latency"
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	var none [4]byte // microseconds that a core may take to wake up, an int32, until the file is closed
	if _, err := f.Write(none[:]); err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}
