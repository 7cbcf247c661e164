// Package outcome names how a request or notification ended, in a few fixed words
// that are fit for the label of a metric: they don't grow with what peers send.
package outcome

import (
	"errors"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// OK is the outcome of no error, Panic that of a method or event that panicked.
const (
	OK    = "ok"
	Panic = "panic"
)

// ErrPanic stands for the error of a method or event that panicked.
var ErrPanic = errors.New("panic")

// Of returns the outcome of err. An error that panics when it is asked what it is, as
// nil pointers do, is a panic.
func Of(err error) (name string) {
	defer func() {
		if recover() != nil {
			name = Panic
		}
	}()
	switch {
	case err == nil:
		return OK
	case errors.Is(err, ErrPanic):
		return Panic
	case errors.Is(err, notify.ErrRequeue):
		return "requeue"
	}
	return oslo.CodeOf(err)
}
