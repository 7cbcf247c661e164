package main

import "testing"

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   spread
	}{
		{nil, spread{}},
		{[]float64{3}, spread{3, 3, 3}},
		{[]float64{3, 1, 2}, spread{2, 1, 3}},
		{[]float64{4, 1, 2, 3}, spread{2.5, 1, 4}},
	} {
		if got := spreadOf(c.values); got != c.want {
			t.Errorf("spreadOf(%v) = %v, want %v", c.values, got, c.want)
		}
	}
}

// A ratio compares what was measured in one round, however the rounds differ.
func TestRatioIsWithinRounds(t *testing.T) {
	a, b := slot{generated, load{small, 1}}, slot{floorRow, load{small, 1}}
	m := &measurements{samples: map[slot][]sample{
		a: {{rate: 90}, {rate: 9}, {rate: 950}},
		b: {{rate: 100}, {rate: 10}, {rate: 1000}},
	}}
	if got, ok := m.ratio(a, b, rate); !ok || got != (spread{0.9, 0.9, 0.95}) {
		t.Errorf("ratio: %v, %v", got, ok)
	}
	delete(m.samples, b)
	if _, ok := m.ratio(a, b, rate); ok {
		t.Error("a ratio to nothing")
	}
}

func TestBars(t *testing.T) {
	for _, c := range []struct {
		bar  bar
		want bool
	}{
		{bar{limit: 2, value: 2}, true},
		{bar{limit: 2, value: 3}, false},
		{bar{limit: 2, value: 2, least: true}, true},
		{bar{limit: 2, value: 1, least: true}, false},
	} {
		if got := c.bar.met(); got != c.want {
			t.Errorf("%+v: %v", c.bar, got)
		}
	}
}
