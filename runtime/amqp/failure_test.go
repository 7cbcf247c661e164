package amqp

import (
	"context"
	"errors"
	"fmt"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
)

// A retry limit counts every attempt that the broker answered or may have seen. Of a
// connection that was dead before one is spared.
func TestAttemptsAreCounted(t *testing.T) {
	for _, c := range []struct {
		name  string
		retry int
		errs  []error
		want  int // attempts that are made, of those in errs and one more
	}{
		{"no further attempt after a loss", 0, []error{errLost}, 1},
		{"two further attempts", 2, []error{errLost, errLost, errLost, errLost}, 3},
		{"a dead connection is spared once", 0, []error{errUnsent, errUnsent}, 2},
		{"a missing exchange is declared once", 0, []error{errAbsent, errAbsent}, 2},
		{"a queue that can't be declared", 0, []error{errSetup, errSetup}, 1},
		{"a neighbour's fault", 0, []error{errBehind, errBehind, errBehind}, 4},
		{"a queue that refuses", 1, []error{errNacked, errNacked, errNacked}, 2},
		{"without a limit", -1, []error{errLost, errSetup, errNacked, errUnsent, errUnsent}, 6},
	} {
		a := attempts{retry: c.retry}
		made := 1
		for _, err := range c.errs {
			if !a.again(err) {
				break
			}
			made++
		}
		if made != c.want {
			t.Errorf("%s: %d attempts, want %d", c.name, made, c.want)
		}
	}
}

// Once an attempt may have reached the broker no later failure says that nothing was
// sent.
func TestDoubtStays(t *testing.T) {
	unavailable := &UnavailableError{Attempts: 1, Err: errors.New("refused")}
	for _, later := range []error{
		errUnsent, errSetup, unavailable, errNacked, oslo.ErrTooLarge, oslo.ErrUndeliverable, oslo.ErrClosed,
		fmt.Errorf("%w: %w", oslo.ErrUnavailable, context.DeadlineExceeded),
	} {
		for how, last := range map[string]func(*attempts, error) error{
			"given up": func(a *attempts, err error) error { return a.verdict(err) },
			"final":    func(a *attempts, err error) error { return a.final(t.Context(), err) },
		} {
			a := attempts{retry: -1}
			a.again(errLost)
			err := last(&a, later)
			for _, not := range []error{oslo.ErrUnavailable, oslo.ErrRefused, oslo.ErrTooLarge, oslo.ErrUndeliverable} {
				if errors.Is(err, not) {
					t.Errorf("%s after %v: %v matches %v", how, later, err, not)
				}
			}
			if !errors.Is(err, oslo.ErrReplyLost) || errors.Is(later, context.DeadlineExceeded) != errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s after %v: %v", how, later, err)
			}
		}
	}
	var a attempts
	if err := a.final(t.Context(), fmt.Errorf("%w: %w", errUnconfirmed, context.Canceled)); !errors.Is(err, oslo.ErrReplyLost) {
		t.Errorf("not confirmed in time: %v", err)
	}
	if err := a.verdict(errUnsent); !errors.Is(err, oslo.ErrUnavailable) || errors.Is(err, oslo.ErrReplyLost) {
		t.Errorf("never sent: %v", err)
	}
}
