package api

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/errors_elsewhere/store"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type service struct{}

func (service) Fail(_ context.Context, how string) error {
	switch how {
	case "busy":
		return store.ErrBusy
	case "locked":
		return &oslo.RemoteError{Module: "store.exception", Class: "Locked", Message: "locked"}
	case "quota":
		return &QuotaError{3}
	default:
		return TextError{"disk on fire"}
	}
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, StoreTopic, "h", func(srv *oslo.Server) { RegisterStore(srv, service{}) })
	c := NewStoreClient(tr)
	var remote *oslo.RemoteError
	if err := c.Fail(t.Context(), "busy"); !errors.Is(err, store.ErrBusy) || !errors.As(err, &remote) || remote.Class != "Busy" {
		t.Errorf("got %v", err)
	}
	if err := c.Fail(t.Context(), "locked"); !errors.Is(err, store.ErrBusy) || !errors.As(err, &remote) || remote.Class != "Locked" {
		t.Errorf("got %v", err)
	}
	var quota *QuotaError
	err := c.Fail(t.Context(), "quota")
	if !errors.As(err, &quota) || quota.Limit != 3 || !errors.As(err, &remote) || len(remote.Args) != 0 {
		t.Errorf("got %v, args %v", err, remote.Args)
	}
	var text TextError
	if err := c.Fail(t.Context(), "text"); !errors.As(err, &text) || text.Text != "disk on fire" {
		t.Errorf("got %v", err)
	}
}
