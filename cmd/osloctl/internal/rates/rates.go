// Package rates counts messages over time: how many came in the last seconds, and how
// long calls took.
package rates

import (
	"slices"
	"time"
)

// window is how many seconds a counter looks back.
const window = 60

// Counter counts over the last minute. Its zero value is ready to use.
type Counter struct {
	Total int
	Last  time.Time
	slots [window]int
	at    int64 // the second of the newest slot
	began int64 // the second in which counting began, 0 for long ago
}

// Add counts n at a time. Times must not go back by more than a minute.
func (c *Counter) Add(now time.Time, n int) {
	c.advance(now.Unix())
	c.slots[c.at%window] += n
	c.Total += n
	c.Last = now
}

// Rate returns the number a second over the last full seconds, at most 59 of them, and
// not more than have passed since counting began.
func (c *Counter) Rate(now time.Time, seconds int) float64 {
	c.advance(now.Unix())
	seconds = int(max(min(int64(seconds), now.Unix()-c.began), 1))
	sum := 0
	for i := int64(1); i <= int64(seconds); i++ {
		sum += c.slots[(c.at-i+window)%window]
	}
	return float64(sum) / float64(seconds)
}

// advance clears the slots of the seconds since the newest.
func (c *Counter) advance(second int64) {
	if second-c.at >= window {
		clear(c.slots[:])
		c.at = second
	}
	for c.at < second {
		c.at++
		c.slots[c.at%window] = 0
	}
}

// kept is how many durations a Times keeps.
const kept = 1000

// Times keeps the newest durations. Its zero value is ready to use.
type Times struct {
	Count int
	ring  []time.Duration
}

// Add adds a duration.
func (t *Times) Add(d time.Duration) {
	if len(t.ring) < kept {
		t.ring = append(t.ring, d)
	} else {
		t.ring[t.Count%kept] = d
	}
	t.Count++
}

// Quantile returns the duration below which a share q of those kept lies, 0 if there is
// none. 1 is the longest.
func (t *Times) Quantile(q float64) time.Duration {
	if len(t.ring) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t.ring))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
