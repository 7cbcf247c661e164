package rpc

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// load are the flags of a small load test.
type load struct {
	Count    int     `placeholder:"N" help:"Send the request so often, and print how long it took. Defaults to once."`
	Rate     float64 `placeholder:"N" help:"Begin at most so many requests a second. Defaults to no limit."`
	Parallel int     `placeholder:"N" default:"1" help:"Have at most so many requests under way. Defaults to 1."`
}

func (l *load) on() bool { return l.Count > 1 || l.Rate > 0 }

// tally counts the results of requests.
type tally struct {
	mu     sync.Mutex
	times  []time.Duration
	errors map[string]int // by the word of oslo.CodeOf
	last   error
}

func (t *tally) add(took time.Duration, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil {
		t.times = append(t.times, took)
		return
	}
	t.errors[oslo.CodeOf(err)]++
	t.last = err
}

// run sends the request as often as the flags say and prints the result. It fails
// as the last request that failed.
func (l *load) run(ctx context.Context, s *session.Session, once func(context.Context) error, p *probe) error {
	t := &tally{errors: map[string]int{}}
	begin := time.Now()
	l.send(ctx, t, once)
	doc := report(t, time.Since(begin))
	if err := s.Printer.Print(doc, doc.text); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return exit.SilentError(exit.Interrupted)
	}
	return p.explain(t.last)
}

// send returns when every request it began is done.
func (l *load) send(ctx context.Context, t *tally, once func(context.Context) error) {
	var running sync.WaitGroup
	defer running.Wait()
	slots := make(chan struct{}, max(l.Parallel, 1))
	var tick <-chan time.Time
	if l.Rate > 0 {
		ticker := time.NewTicker(time.Duration(float64(time.Second) / l.Rate))
		defer ticker.Stop()
		tick = ticker.C
	}
	for n := range max(l.Count, 1) {
		if n > 0 && !proceed(ctx, tick) {
			return
		}
		slots <- struct{}{}
		running.Go(func() { // ends with its request
			defer func() { <-slots }()
			begin := time.Now()
			if err := once(ctx); ctx.Err() == nil {
				t.add(time.Since(begin), err)
			}
		})
	}
}

// proceed waits for the tick if there is one. It returns false when ctx ends.
func proceed(ctx context.Context, tick <-chan time.Time) bool {
	if tick == nil {
		return ctx.Err() == nil
	}
	select {
	case <-tick:
		return true
	case <-ctx.Done():
		return false
	}
}

// loadReport is the output of a load test. Times are in seconds.
type loadReport struct {
	Sent     int            `json:"sent"`
	OK       int            `json:"ok"`
	Failed   map[string]int `json:"failed"`
	Seconds  float64        `json:"seconds"`
	PerSec   float64        `json:"per_second"`
	Latency  *latency       `json:"latency,omitempty"`
	failures int
}

func report(t *tally, took time.Duration) loadReport {
	r := loadReport{OK: len(t.times), Failed: t.errors, Seconds: took.Seconds(), Latency: measure(t.times)}
	for _, n := range t.errors {
		r.failures += n
	}
	r.Sent = r.OK + r.failures
	r.PerSec = float64(r.Sent) / took.Seconds()
	return r
}

func (r loadReport) text(w io.Writer) {
	fmt.Fprintf(w, "%d sent, %d ok, %d failed, in %.2f s (%.0f/s)\n", r.Sent, r.OK, r.failures, r.Seconds, r.PerSec)
	for _, word := range slices.Sorted(maps.Keys(r.Failed)) {
		fmt.Fprintf(w, "  %s: %d\n", word, r.Failed[word])
	}
	if r.Latency != nil {
		fmt.Fprintln(w, "latency", r.Latency)
	}
}
