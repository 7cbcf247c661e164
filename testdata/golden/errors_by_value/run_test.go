package api

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type volumes struct{}

func (volumes) Get(_ context.Context, id string) error {
	if id == "busy" {
		return &Busy{7}
	}
	return NotFound{id}
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "volume", "h", func(srv *oslo.Server) { RegisterVolumes(srv, volumes{}) })
	c := NewVolumesClient(tr)
	var missing NotFound
	if err := c.Get(t.Context(), "v1"); !errors.As(err, &missing) || missing.ID != "v1" {
		t.Error(err, missing)
	}
	var busy *Busy
	if err := c.Get(t.Context(), "busy"); !errors.As(err, &busy) || busy.Since != 7 {
		t.Error(err, busy)
	}
}
