package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type reader struct{}

func (reader) Read(_ context.Context, what string) (string, error) {
	switch what {
	case "nothing":
		return "", fmt.Errorf("read %q: %w", what, ErrInstanceNotFound)
	case "too much":
		return "", &QuotaError{"cores", 20}
	case "locked":
		return "", &LockedError{io.EOF, make(chan struct{}), "disk"}
	case "end":
		return "", io.EOF
	default:
		return "", errors.New("unforeseen")
	}
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "compute", "h", func(srv *oslo.Server) { RegisterCompute(srv, reader{}) })
	c := NewComputeClient(tr)
	if _, err := c.Read(t.Context(), "nothing"); !errors.Is(err, ErrInstanceNotFound) {
		t.Error(err)
	}
	var quota *QuotaError
	if _, err := c.Read(t.Context(), "too much"); !errors.As(err, &quota) || *quota != (QuotaError{"cores", 20}) {
		t.Error(err, quota)
	}
	var locked *LockedError
	if _, err := c.Read(t.Context(), "locked"); !errors.As(err, &locked) || *locked != (LockedError{Path: "disk"}) {
		t.Error(err, locked)
	}
	if _, err := c.Read(t.Context(), "end"); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
	var remote *oslo.RemoteError
	if _, err := c.Read(t.Context(), "x"); !errors.As(err, &remote) || remote.Message != "unforeseen" {
		t.Error(err)
	}
}
