package main

import (
	"fmt"
	"strings"
)

// bar is a demand on the measurements.
type bar struct {
	what  string
	limit float64
	least bool // the limit is the least that will do, not the most
	got   string
	value float64
}

func (b bar) met() bool {
	if b.least {
		return b.value >= b.limit
	}
	return b.value <= b.limit
}

func (b bar) String() string {
	verdict, sign := "FAIL", "<="
	if b.met() {
		verdict = "pass"
	}
	if b.least {
		sign = ">="
	}
	return fmt.Sprintf("%s  %-62s %s %-6g %s", verdict, b.what, sign, b.limit, b.got)
}

// atLeast and atMost demand something of a ratio.
func atLeast(what string, limit float64, s spread) bar {
	return bar{what: what, limit: limit, least: true, got: s.String(), value: s.median}
}

func atMost(what string, limit float64, s spread) bar {
	return bar{what: what, limit: limit, got: s.String(), value: s.median}
}

// callBars are the demands on a small call, by callers.
var callBars = []struct {
	callers                int
	rate, cpu, timesPython float64
}{
	{1, 0.95, 1.08, 4.3},
	{16, 0.92, 1.08, 13},
	{128, 1.00, 1.00, 15},
}

func (m *measurements) evaluate() []bar {
	var bars []bar
	add := func(demand func(string, float64, spread) bar, what string, limit float64, a, b slot, get func(sample) float64) {
		if s, ok := m.ratio(a, b, get); ok {
			bars = append(bars, demand(what, limit, s))
		}
	}
	for _, c := range callBars {
		l, with := load{small, c.callers}, fmt.Sprintf(", %d callers", c.callers)
		add(atLeast, "generated call rate / floor"+with, c.rate, slot{generated, l}, slot{floorRow, l}, rate)
		add(atMost, "generated call CPU / floor"+with, c.cpu, slot{generated, l}, slot{floorRow, l}, cost)
		add(atLeast, "generated call rate / Python to Python"+with, c.timesPython, slot{generated, l}, slot{python, l}, rate)
	}
	l := load{small, 16}
	add(atLeast, "confirmed cast rate / Python to Python, 16 callers", 3, slot{castConfirmed, l}, slot{castPython, l}, rate)
	add(atLeast, "unconfirmed cast rate / hand-written loop, 16 callers", 0.90, slot{castForgotten, l}, slot{floorForgotten, l}, rate)
	add(atMost, "CPU of three newer arguments / three that were always there", 1.05, slot{versionedArgs, l}, slot{plainArgs, l}, cost)
	if at := (slot{generated, l}); len(m.samples[at]) > 0 {
		bars = append(bars,
			atMost("allocations of a call, client, 16 callers", 8, m.of(at, func(s sample) float64 { return s.clientAllocs })),
			atMost("allocations of a call, server, 16 callers", 10, m.of(at, func(s sample) float64 { return s.serverAllocs })))
	}
	if m.once != nil {
		bars = append(bars, m.once.bars()...)
	}
	return bars
}

// bars lists the demands with pass or fail.
func (m *measurements) bars() string {
	var b strings.Builder
	for _, bar := range m.evaluate() {
		fmt.Fprintln(&b, bar)
	}
	return b.String()
}
