package doctor

import (
	"fmt"
	"io"
	"slices"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
)

// Level says how bad a finding is.
type Level string

// The levels. Faults alone make the exit code 1, and warnings too with --strict.
const (
	Fault   Level = "fault"   // messages are lost, late or refused
	Warning Level = "warning" // it works, and will not for long or not for all
	Note    Level = "note"    // worth knowing, and no reason to do anything
)

// Finding is something that the examination found.
type Finding struct {
	Level   Level  `json:"level"`
	Check   string `json:"check"`   // a word for the kind that never changes
	Subject string `json:"subject"` // the host, queue, exchange or option
	Problem string `json:"problem"`
	Remedy  string `json:"remedy,omitempty"`
}

// Report is the result of an examination.
type Report struct {
	Healthy  bool      `json:"healthy"` // no fault and no warning
	Faults   int       `json:"faults"`
	Warnings int       `json:"warnings"`
	Examined string    `json:"examined"` // how much, and by which means
	Findings []Finding `json:"findings"`
}

func (r *Report) add(level Level, check, subject, problem, remedy string) {
	r.Findings = append(r.Findings, Finding{level, check, subject, connect.Redact(problem), remedy})
}

func (r *Report) fault(check, subject, problem, remedy string) {
	r.add(Fault, check, subject, problem, remedy)
}

func (r *Report) warn(check, subject, problem, remedy string) {
	r.add(Warning, check, subject, problem, remedy)
}

func (r *Report) note(check, subject, format string, args ...any) {
	r.add(Note, check, subject, fmt.Sprintf(format, args...), "")
}

// finish counts.
func (r *Report) finish() {
	for _, f := range r.Findings {
		switch f.Level {
		case Fault:
			r.Faults++
		case Warning:
			r.Warnings++
		}
	}
	r.Healthy = r.Faults+r.Warnings == 0
}

// verdict ends the program with the exit code of the findings.
func (r *Report) verdict(strict bool) error {
	if r.Faults > 0 || strict && r.Warnings > 0 {
		return exit.SilentError(exit.Found)
	}
	return nil
}

// text prints the report for people: notes only if all is to be seen. A remedy of several
// findings in a row is printed once.
func (r *Report) text(w io.Writer, notes bool) {
	shown := slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return f.Level == Note && !notes })
	for i, f := range shown {
		fmt.Fprintf(w, "%s %s: %s\n", badge(f.Level), output.Bold.Render(output.Clean(f.Subject)), output.Clean(f.Problem))
		if f.Remedy != "" && (i+1 == len(shown) || shown[i+1].Remedy != f.Remedy) {
			fmt.Fprintf(w, "        %s\n", output.Clean(f.Remedy))
		}
	}
	verdict := output.Good.Render("healthy")
	if !r.Healthy {
		verdict = counted(r.Faults, "fault") + ", " + counted(r.Warnings, "warning")
	}
	fmt.Fprintf(w, "%s: %s\n", verdict, output.Clean(r.Examined))
}

// counted is a number of things.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// badge has the same width for every level.
func badge(l Level) string {
	switch l {
	case Fault:
		return output.Bad.Render("FAULT  ")
	case Warning:
		return output.Warn.Render("WARNING")
	}
	return output.Faint.Render("note   ")
}
