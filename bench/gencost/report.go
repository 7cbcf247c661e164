package main

import (
	"fmt"
	"io"
	"strings"
)

// report prints all results and reports whether no ratio is above its bar.
func report(w io.Writer, results map[string]*result) bool {
	fmt.Fprintln(w, "| interfaces | moq CPU | moq | moq MiB | again CPU | again | again MiB | oslogen CPU | oslogen | oslogen MiB | again CPU | again | again MiB |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
	for _, l := range layouts {
		r := results[l.name]
		m := " | | | | | |"
		if l.moq {
			m = cells(r.moq) + cells(r.moqAgain)
		}
		fmt.Fprintf(w, "| %s |%s%s%s\n", l.name, m, cells(r.fresh), cells(r.unchanged))
	}
	fmt.Fprintln(w, "\n| ratio | CPU | time | memory | bar |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---|")
	ok := true
	for _, l := range layouts {
		r := results[l.name]
		if l.moq {
			ok = compare(w, "oslogen to moq, "+l.name, r.fresh, r.moq, bar{time: 0.25}) && ok
			ok = compare(w, "oslogen to moq again, "+l.name, r.fresh, r.moqAgain, bar{memory: 2}) && ok
		}
		ok = compare(w, "unchanged to fresh, "+l.name, r.unchanged, r.fresh, bar{time: 0.5}) && ok
	}
	ok = compare(w, "1,500 files to 500 files", results[mostFiles].fresh, results[manyFiles].fresh, bar{time: 3}) && ok
	return compare(w, "histories to none", results[histories].fresh, results[oneFile].fresh, bar{time: 1.5}) && ok
}

// cells are the medians of costs.
func cells(costs []cost) string {
	c := median(costs)
	return fmt.Sprintf(" %.2f | %.2f | %d |", c.cpu.Seconds(), c.wall.Seconds(), c.memory>>20)
}

// bar holds the highest ratios that are good. Those of 0 are not judged.
type bar struct{ time, memory float64 }

// compare prints the median ratios within a round, and judges the ratios of time and
// memory. The ratio of CPU is steadier on a busy machine.
func compare(w io.Writer, name string, a, b []cost, limit bar) bool {
	ratios := make([]cost, len(a))
	for i := range a {
		ratios[i] = cost{
			ratio(a[i].wall, b[i].wall), ratio(a[i].cpu, b[i].cpu), ratio(a[i].memory, b[i].memory),
		}
	}
	m := median(ratios)
	var text []string
	if limit.time > 0 {
		text = append(text, fmt.Sprintf("time %.2f", limit.time))
	}
	if limit.memory > 0 {
		text = append(text, fmt.Sprintf("memory %.0f", limit.memory))
	}
	fmt.Fprintf(w, "| %s | %.3f | %.3f | %.2f | %s |\n", name, float64(m.cpu)/unit, float64(m.wall)/unit, float64(m.memory)/unit, strings.Join(text, ", "))
	return (limit.time == 0 || float64(m.wall)/unit <= limit.time) && (limit.memory == 0 || float64(m.memory)/unit <= limit.memory)
}

// unit is 1 as a ratio in whole numbers.
const unit = 1e6

func ratio[T ~int64](a, b T) T { return T(float64(a) / float64(b) * unit) }
