package main

import (
	"fmt"
	"io"
)

// report prints all results and reports whether no ratio is above its bar.
func report(w io.Writer, results map[string]*result) bool {
	fmt.Fprintln(w, "| interfaces | moq CPU | moq | moq MiB | oslogen CPU | oslogen | oslogen MiB | unchanged CPU | unchanged |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---:|---:|---:|---:|---:|")
	for _, l := range layouts {
		r := results[l.name]
		m, f, u := "| | | |", median(r.fresh), median(r.unchanged)
		if l.moq {
			m = row(median(r.moq))
		}
		fmt.Fprintf(w, "| %s %s%s %.2f | %.2f |\n", l.name, m, row(f)[1:], u.cpu.Seconds(), u.wall.Seconds())
	}
	fmt.Fprintln(w, "\n| ratio | CPU | time | memory | bar |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---|")
	ok := true
	for _, l := range layouts {
		r := results[l.name]
		if l.moq {
			ok = compare(w, "oslogen to moq, "+l.name, r.fresh, r.moq, bar{time: 0.25, memory: 2}) && ok
		}
		ok = compare(w, "unchanged to fresh, "+l.name, r.unchanged, r.fresh, bar{time: 0.5}) && ok
	}
	ok = compare(w, "1,500 files to 500 files", results[mostFiles].fresh, results[manyFiles].fresh, bar{time: 3}) && ok
	return compare(w, "histories to none", results[histories].fresh, results[oneFile].fresh, bar{time: 1.5}) && ok
}

func row(c cost) string {
	return fmt.Sprintf("| %.2f | %.2f | %d |", c.cpu.Seconds(), c.wall.Seconds(), c.memory>>20)
}

// bar holds the highest ratios that are good. A memory of 0 is not judged.
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
	text := fmt.Sprintf("time %.2f", limit.time)
	if limit.memory > 0 {
		text += fmt.Sprintf(", memory %.0f", limit.memory)
	}
	fmt.Fprintf(w, "| %s | %.3f | %.3f | %.2f | %s |\n", name, float64(m.cpu)/unit, float64(m.wall)/unit, float64(m.memory)/unit, text)
	return float64(m.wall)/unit <= limit.time && (limit.memory == 0 || float64(m.memory)/unit <= limit.memory)
}

// unit is 1 as a ratio in whole numbers.
const unit = 1e6

func ratio[T ~int64](a, b T) T { return T(float64(a) / float64(b) * unit) }
