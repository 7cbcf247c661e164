package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type manager struct{}

func (manager) ResizeInstance(_ context.Context, req Resize) (string, error) {
	return req.InstanceUUID + " to " + req.Flavor, nil
}

func (manager) ResizeByPointer(_ context.Context, _ string, req *Resize) (*Resize, error) {
	return req, nil
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "compute", "h", func(srv *oslo.Server) { RegisterCompute(srv, manager{}) })
	c := NewComputeClient(tr)
	req := Resize{InstanceUUID: "u", Flavor: "m1.small", Clean: true}
	if got, err := c.ResizeInstance(t.Context(), req); got != "u to m1.small" || err != nil {
		t.Error(got, err)
	}
	if got, err := c.ResizeByPointer(t.Context(), "h", &req); err != nil || *got != req {
		t.Error(got, err)
	}
}
