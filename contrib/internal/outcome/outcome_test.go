package outcome_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, "ok"},
		{errors.New("x"), "error"},
		{outcome.ErrPanic, "panic"},
		{fmt.Errorf("call: %w", &oslo.TimeoutError{}), "timeout"},
		{context.DeadlineExceeded, "timeout"},
		{fmt.Errorf("call: %w", context.Canceled), "canceled"},
		{fmt.Errorf("%w: %w", oslo.ErrUnavailable, context.DeadlineExceeded), "timeout"},
		{fmt.Errorf("%w: refused", oslo.ErrUnavailable), "unavailable"},
		{oslo.ErrUndeliverable, "undeliverable"},
		{oslo.ErrReplyLost, "reply_lost"},
		{oslo.ErrClosed, "closed"},
		{oslo.ErrRequeue, "requeue"},
		{&oslo.RemoteError{Class: "ValueError"}, "remote"},
		{&oslo.NoSuchMethodError{Method: "m"}, "no_such_method"},
		{&oslo.UnsupportedVersionError{}, "unsupported_version"},
		{&oslo.ArgumentError{}, "argument"},
		{&oslo.VersionCapError{}, "version_cap"},
		{&oslo.PayloadError{Err: errors.New("x")}, "payload"},
	} {
		if got := outcome.Of(c.err); got != c.want {
			t.Errorf("Of(%v) = %s, want %s", c.err, got, c.want)
		}
	}
}

func TestNoMethod(t *testing.T) {
	failed := errors.New("failed")
	for _, c := range []struct {
		in   oslo.Incoming
		err  error
		want bool
	}{
		{oslo.Incoming{Method: "m"}, nil, false},
		{oslo.Incoming{Method: "m", Version: "1.0"}, failed, false},
		{oslo.Incoming{Method: "m"}, &oslo.NoSuchMethodError{Method: "m"}, true},
		{oslo.Incoming{Method: "m"}, &oslo.NoSuchMethodError{Method: "of another server"}, false},
		{oslo.Incoming{Method: "m"}, &oslo.UnsupportedVersionError{Method: "m"}, true},
		{oslo.Incoming{Method: "m", Version: "new"}, failed, true},
	} {
		if got := outcome.NoMethod(&c.in, c.err); got != c.want {
			t.Errorf("NoMethod(%+v, %v) = %v", c.in, c.err, got)
		}
	}
}
