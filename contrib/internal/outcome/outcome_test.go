package outcome_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, "ok"},
		{errors.New("x"), "error"},
		{outcome.ErrPanic, "panic"},
		{(*oslo.RemoteError)(nil), "panic"},
		{fmt.Errorf("call: %w", &oslo.TimeoutError{}), "timeout"},
		{context.DeadlineExceeded, "timeout"},
		{fmt.Errorf("call: %w", context.Canceled), "canceled"},
		{fmt.Errorf("%w: %w", oslo.ErrUnavailable, context.DeadlineExceeded), "timeout"},
		{fmt.Errorf("%w: refused", oslo.ErrUnavailable), "unavailable"},
		{oslo.ErrUndeliverable, "undeliverable"},
		{oslo.ErrReplyLost, "reply_lost"},
		{oslo.ErrClosed, "closed"},
		{notify.ErrRequeue, "requeue"},
		{&oslo.RemoteError{Class: "ValueError"}, "remote"},
		{&oslo.NoSuchMethodError{Method: "m"}, "no_such_method"},
		{&oslo.UnsupportedVersionError{}, "unsupported_version"},
		{&oslo.ArgumentError{}, "argument"},
		{&oslo.VersionCapError{}, "version_cap"},
		{&oslo.PayloadError{Err: errors.New("x")}, "payload"},
	} {
		if got := outcome.Of(c.err); got != c.want {
			t.Errorf("Of(%T) = %s, want %s", c.err, got, c.want)
		}
	}
}
