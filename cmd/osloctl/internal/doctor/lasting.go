package doctor

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// settle is how long a finding about queues has to last. A service that starts
// declares, binds and consumes its queues one after the other, and one that ends
// leaves them so.
const settle = time.Second

// lasting examines the queues, and again a moment later if it has findings.
// It keeps those that both looks have.
func (e *exam) lasting(ctx context.Context) error {
	first, err := e.look(ctx)
	if err != nil || !bad(first) {
		e.Findings = append(e.Findings, first...)
		return err
	}
	select {
	case <-time.After(cmp.Or(e.flags.Settle, settle)):
	case <-ctx.Done():
		return ctx.Err()
	}
	second, err := e.look(ctx)
	e.Findings = append(e.Findings, both(first, second)...)
	return err
}

// look examines the queues once.
func (e *exam) look(ctx context.Context) ([]Finding, error) {
	once := *e
	once.Report = &Report{}
	err := once.queues(ctx)
	e.queued = once.Examined
	return once.Findings, err
}

func bad(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Level != Note })
}

// both returns the findings of second that first has too, and its notes.
func both(first, second []Finding) []Finding {
	return slices.DeleteFunc(second, func(f Finding) bool {
		return f.Level != Note && !slices.ContainsFunc(first, func(was Finding) bool {
			return was.Check == f.Check && was.Subject == f.Subject
		})
	})
}
