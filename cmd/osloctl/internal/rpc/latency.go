package rpc

import (
	"fmt"
	"slices"
	"time"
)

// latency sums up how long requests took, in seconds.
type latency struct {
	Min float64 `json:"min"`
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// measure returns nil for no times. A percentile is the least time that so many
// percent of the requests did not exceed.
func measure(times []time.Duration) *latency {
	if len(times) == 0 {
		return nil
	}
	sorted := slices.Sorted(slices.Values(times))
	at := func(percent int) float64 { return sorted[(len(sorted)*percent+99)/100-1].Seconds() }
	return &latency{sorted[0].Seconds(), at(50), at(90), at(99), sorted[len(sorted)-1].Seconds()}
}

// String returns milliseconds.
func (l *latency) String() string {
	return fmt.Sprintf("min %.1f ms, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms",
		l.Min*1000, l.P50*1000, l.P90*1000, l.P99*1000, l.Max*1000)
}
