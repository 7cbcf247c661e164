// Package cpu reads how much processor time another process has used.
package cpu

import (
	"fmt"
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
