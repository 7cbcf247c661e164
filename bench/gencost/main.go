// Command gencost measures the cost of generating. It runs oslogen and matryer/moq
// on the same interfaces of 4 methods, in interleaved rounds of one run.
//
//	go run ./gencost [-rounds 7]
//
// It exits with 1 if a ratio is above its bar.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	rounds := flag.Int("rounds", 7, "how often each program runs")
	flag.Parse()
	ok, err := run(*rounds)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gencost:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

func run(rounds int) (bool, error) {
	dir, err := os.MkdirTemp("", "gencost")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	b, err := prepare(dir)
	if err != nil {
		return false, err
	}
	results := map[string]*result{}
	for _, l := range layouts {
		results[l.name] = &result{}
	}
	for round := range rounds + 1 {
		for _, l := range layouts {
			if err := b.measure(l, round, results[l.name]); err != nil {
				return false, err
			}
		}
	}
	fmt.Printf("Interfaces of 4 methods. Medians of %d rounds: seconds of CPU, seconds, and the peak memory of one process.\n\n", rounds)
	return report(os.Stdout, results), nil
}
