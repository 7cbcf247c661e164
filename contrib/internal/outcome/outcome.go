// Package outcome names how a request or notification ended, in a few fixed words
// that are fit for the label of a metric: they don't grow with what peers send.
package outcome

import (
	"context"
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
	case as[*oslo.NoSuchMethodError](err):
		return "no_such_method"
	case as[*oslo.UnsupportedVersionError](err):
		return "unsupported_version"
	case as[*oslo.ArgumentError](err):
		return "argument"
	case as[*oslo.RemoteError](err):
		return "remote"
	case as[*oslo.VersionCapError](err):
		return "version_cap"
	case as[*oslo.PayloadError](err):
		return "payload"
	}
	return condition(err)
}

func condition(err error) string {
	for _, c := range conditions {
		if errors.Is(err, c.err) {
			return c.name
		}
	}
	return "error"
}

// conditions are tried in order: an error may match several.
var conditions = []struct {
	err  error
	name string
}{
	{notify.ErrRequeue, "requeue"},
	{oslo.ErrTimeout, "timeout"},
	{oslo.ErrUndeliverable, "undeliverable"},
	{oslo.ErrReplyLost, "reply_lost"},
	{oslo.ErrRefused, "refused"},
	{oslo.ErrTooLarge, "too_large"},
	{oslo.ErrTooManyCalls, "too_many_calls"},
	{oslo.ErrClosed, "closed"},
	{context.Canceled, "canceled"},
	{context.DeadlineExceeded, "timeout"},
	{oslo.ErrUnavailable, "unavailable"}, // last, for it wraps why
}

func as[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}
