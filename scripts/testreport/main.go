// Command testreport reads the output of go test -json and prints a report for
// people: go test's own line for each package, failures in full, skipped tests with
// the reason, and the number of interoperability scenarios that ran (the innermost
// subtests of tests called TestInterop...). The last line has the numbers of tests
// that passed, failed and were skipped. It exits with 1 if a test failed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	r := newReport(os.Stdout)
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(1)
	}
	r.summary()
	if r.failed {
		os.Exit(1)
	}
}

// event is a line of go test -json. See go doc test2json.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

// test is one test or subtest that has not been reported yet.
type test struct {
	name   string
	output strings.Builder
}

type key struct{ pkg, test string }

type report struct {
	out     io.Writer
	failed  bool
	running map[key]*test
	order   map[string][]key // the running tests of a package, in order
	parents map[key]bool     // tests that have subtests
	results map[key]string   // the outcomes of interoperability tests
	total   map[string]int   // how many tests ended how
	skips   []string
}

func newReport(out io.Writer) *report {
	return &report{
		out:     out,
		running: make(map[key]*test),
		order:   make(map[string][]key),
		parents: make(map[key]bool),
		results: make(map[key]string),
		total:   make(map[string]int),
	}
}

func (r *report) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			r.line(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *report) line(line string) {
	var e event
	if json.Unmarshal([]byte(line), &e) != nil || e.Action == "" {
		fmt.Fprint(r.out, line) // not from go test: pass it on
		return
	}
	if e.Test == "" {
		r.packageEvent(e)
		return
	}
	r.testEvent(key{e.Package, e.Test}, e)
}

func (r *report) packageEvent(e event) {
	switch e.Action {
	case "output", "build-output":
		if e.Output != "PASS\n" && e.Output != "" {
			fmt.Fprint(r.out, e.Output)
		}
	case "fail", "build-fail":
		r.failed = true
		// Left over are tests that a crash or a timeout has ended.
		for _, k := range r.order[e.Package] {
			if t := r.running[k]; t != nil {
				fmt.Fprint(r.out, t.output.String())
			}
		}
	}
}

func (r *report) testEvent(k key, e event) {
	t := r.running[k]
	if t == nil {
		t = &test{name: e.Test}
		r.running[k] = t
		r.order[e.Package] = append(r.order[e.Package], k)
		if i := strings.LastIndex(e.Test, "/"); i > 0 {
			r.parents[key{e.Package, e.Test[:i]}] = true
		}
	}
	switch e.Action {
	case "output":
		if !strings.HasPrefix(e.Output, "=== ") {
			t.output.WriteString(e.Output)
		}
	case "pass", "skip", "fail":
		r.finish(k, t, e.Action)
	}
}

func (r *report) finish(k key, t *test, result string) {
	delete(r.running, k)
	r.total[result]++
	if strings.HasPrefix(t.name, "TestInterop") {
		r.results[k] = result
	}
	switch result {
	case "fail":
		r.failed = true
		fmt.Fprint(r.out, t.output.String())
	case "skip":
		r.skips = append(r.skips, fmt.Sprintf("%s %s: %s", k.pkg, t.name, reason(t.output.String())))
	}
}

// reason returns the message of a skipped test, without its position.
func reason(output string) string {
	for line := range strings.Lines(output) {
		if text, ok := strings.CutPrefix(line, "    "); ok && !strings.HasPrefix(text, "--- ") {
			if _, said, ok := strings.Cut(text, ": "); ok {
				text = said
			}
			return strings.TrimPrefix(strings.TrimSpace(text), "skipped: ")
		}
	}
	return "no reason given"
}

func (r *report) summary() {
	if len(r.skips) > 0 {
		fmt.Fprintf(r.out, "\nskipped (%d):\n", len(r.skips))
		for _, s := range r.skips {
			fmt.Fprintln(r.out, "  "+s)
		}
	}
	count := make(map[string]int)
	for k, result := range r.results {
		if !r.parents[k] {
			count[result]++
		}
	}
	fmt.Fprintf(r.out, "\ninterop scenarios with Python's oslo.messaging: %d passed, %d failed, %d skipped\n",
		count["pass"], count["fail"], count["skip"])
	verdict := "PASS"
	if r.failed {
		verdict = "FAIL"
	}
	fmt.Fprintf(r.out, "%s\n%d passed, %d failed, %d skipped\n", verdict, r.total["pass"], r.total["fail"], r.total["skip"])
}
