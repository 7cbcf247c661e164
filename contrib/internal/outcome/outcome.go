// Package outcome names how a request or notification ended, in a few fixed words
// that are fit for the label of a metric: they don't grow with what peers send.
package outcome

import (
	"errors"
	"strings"

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

// Served is Of for the error of a method that a server ran. The refusal of another
// server, which the method passes on, is not the server's own.
func Served(in *oslo.Incoming, err error) string {
	what := Of(err)
	switch what {
	case "no_such_method", "unsupported_version", "argument":
		if in.Found() && errors.As(err, new(*oslo.RemoteError)) {
			return "remote"
		}
	}
	return what
}

// Text is s as UTF-8, which labels and attributes have to be.
func Text(s string) string { return strings.ToValidUTF8(s, "\ufffd") }
