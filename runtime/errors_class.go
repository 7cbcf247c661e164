package oslo

import (
	"context"
	"errors"
)

// NotSent reports whether the request of a call or cast that ended with err did not
// run and will not run: it was never sent, or no queue took it. The caller may simply
// call again. After any other error the request may have run, or may still run. After
// nil it did run, and after a *RemoteError a server had it.
func NotSent(err error) bool {
	if err == nil || isType[*RemoteError](err) {
		return false
	}
	if isType[*notSentError](err) {
		return true
	}
	for _, unsent := range []error{ErrUnavailable, ErrUndeliverable, ErrTooManyCalls, ErrTooLarge} {
		if errors.Is(err, unsent) {
			return true
		}
	}
	return false
}

// notSentError is an error that came before anything was sent.
type notSentError struct{ error }

// Unwrap returns the error itself.
func (e *notSentError) Unwrap() error { return e.error }

func unsent(err error) error { return &notSentError{err} }

// CodeOf returns a word for the kind of err that never changes, for metrics and logs.
// It is "ok" for nil, and one of the words in the table of the package comment,
// "canceled" or "error".
func CodeOf(err error) string {
	switch {
	case err == nil:
		return "ok"
	case isType[*NoSuchMethodError](err):
		return "no_such_method"
	case isType[*UnsupportedVersionError](err):
		return "unsupported_version"
	case isType[*ArgumentError](err):
		return "argument"
	case isType[*RemoteError](err):
		return "remote"
	case isType[*VersionCapError](err):
		return "version_cap"
	case isType[*InvalidTargetError](err):
		return "invalid_target"
	case isType[*PayloadError](err):
		return "payload"
	}
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return "error"
}

// codes are tried in order: an error may match several.
var codes = []struct {
	err  error
	code string
}{
	{ErrTimeout, "timeout"},
	{ErrUndeliverable, "undeliverable"},
	{ErrReplyLost, "reply_lost"},
	{ErrRefused, "refused"},
	{ErrTooLarge, "too_large"},
	{ErrTooManyCalls, "too_many_calls"},
	{ErrNoResult, "no_result"},
	{ErrClosed, "closed"},
	{context.Canceled, "canceled"},
	{context.DeadlineExceeded, "timeout"},
	{ErrUnavailable, "unavailable"}, // last, for it wraps why
}

func isType[T error](err error) bool { return errors.As(err, new(T)) }
