// Command bench measures the cost of a generated call over RabbitMQ, beside the
// same call written by hand (package floor) and beside Python's own.
//
//	go run . [-quick] [-sleep] [-row regexp] [-rounds n] [-profile dir]
//
// It starts a broker of its own, and every client and server in a process of its
// own. A round measures every row once, under every load, the rows in turn. Only
// numbers of the same round are compared. It ends within five minutes, prints the
// project's bars with pass or fail, and writes the tables to docs/performance.md.
//
// Reading order: main.go, row.go (the rows), round.go (a round), once.go (the
// measurements made once, at the end), stats.go, bar.go and table.go. Package peer
// has the processes.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"syscall"
	"time"

	"github.com/oslogen/oslogen/bench/internal/peer"
)

// options are the command's flags.
type options struct {
	quick   bool
	sleep   bool
	rounds  int
	rows    *regexp.Regexp
	profile string
	doc     string
	budget  time.Duration
}

func main() {
	peer.Main()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, parse()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parse() options {
	var o options
	var rows string
	flag.BoolVar(&o.quick, "quick", false, "two short rounds of 400 B, and nothing written: a look, not a measurement")
	flag.BoolVar(&o.sleep, "sleep", false, "let idle cores sleep with one caller too, as the machine pleases (nothing is written then)")
	flag.IntVar(&o.rounds, "rounds", 10, "rounds; fewer if the budget is spent; 0 for what is measured once only")
	flag.StringVar(&rows, "row", "", "only rows that match, such as '^(generated|floor) call 400 B, 16' (nothing is written then)")
	flag.StringVar(&o.profile, "profile", "", "write CPU profiles of the clients and servers into this directory")
	flag.StringVar(&o.doc, "doc", "../docs/performance.md", "the document that gets the tables, between its markers")
	flag.DurationVar(&o.budget, "budget", 4*time.Minute, "begin no round that would end later than this")
	flag.Parse()
	o.rows = regexp.MustCompile(rows)
	if o.quick {
		o.rounds = min(o.rounds, 2)
	}
	if o.quick || o.sleep || rows != "" || o.rounds == 0 || o.profile != "" {
		o.doc = ""
	}
	return o
}

func run(ctx context.Context, o options) error {
	start := time.Now()
	s, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	m := &measurements{machine: describe(ctx, s)}
	slots := o.slots()
	if m.samples, m.rounds, err = s.measure(ctx, o, slots, start); err != nil {
		return err
	}
	if o.doc != "" || o.rounds == 0 {
		if m.once, err = s.measureOnce(ctx); err != nil {
			return err
		}
	}
	m.took = time.Since(start)
	fmt.Print(m.tables(slots))
	fmt.Print(m.bars())
	if o.doc == "" {
		return nil
	}
	return m.write(o.doc, slots)
}
