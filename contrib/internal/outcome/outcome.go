// Package outcome names the end of a request or notification in a few fixed
// words. They are fit for metric labels, because peers can't add to them.
package outcome

import (
	"errors"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// OK is the outcome without an error. Panic is the outcome of a method or event
// that panicked.
const (
	OK    = "ok"
	Panic = "panic"
)

// ErrPanic stands for the error of a method or event that panicked.
var ErrPanic = errors.New("panic")

// Of returns the outcome of err. An error whose methods panic, such as a nil
// pointer, counts as a panic.
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
