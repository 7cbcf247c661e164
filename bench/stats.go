package main

import (
	"fmt"
	"slices"
	"time"
)

// measurements is everything that was measured.
type measurements struct {
	machine machine
	samples map[slot][]sample
	rounds  int
	once    *once // nil when only rounds were made
	took    time.Duration
}

// spread is the median of a number over the rounds, and its extremes.
type spread struct{ median, min, max float64 }

func (s spread) String() string { return fmt.Sprintf("%.2f (%.2f..%.2f)", s.median, s.min, s.max) }

func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	slices.Sort(values)
	n := len(values)
	return spread{(values[(n-1)/2] + values[n/2]) / 2, values[0], values[n-1]}
}

// of returns the spread of the numbers that get reads from the slot's samples.
func (m *measurements) of(at slot, get func(sample) float64) spread {
	var values []float64
	for _, s := range m.samples[at] {
		values = append(values, get(s))
	}
	return spreadOf(values)
}

// ratio returns the spread of a's number divided by b's of the same round. ok is
// false when one of them was not measured.
func (m *measurements) ratio(a, b slot, get func(sample) float64) (_ spread, ok bool) {
	of, to := m.samples[a], m.samples[b]
	if len(of) == 0 || len(of) != len(to) {
		return spread{}, false
	}
	var values []float64
	for i := range of {
		values = append(values, get(of[i])/get(to[i]))
	}
	return spreadOf(values), true
}

func rate(s sample) float64 { return s.rate }
func cost(s sample) float64 { return s.cpu() }
