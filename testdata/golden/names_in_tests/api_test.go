package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type computeAdapter struct{ got int }

func (c *computeAdapter) Reboot(_ context.Context, x int) error {
	c.got = x
	return nil
}

const dispatch = "the name of a package"

func computeReboot(t *testing.T, c Compute) {
	t.Helper()
	if err := c.Reboot(t.Context(), 3); err != nil {
		t.Error(err)
	}
}

func TestRun(t *testing.T) {
	tr, impl := run.Transport(t), &computeAdapter{}
	run.Serve(t, tr, "compute", "h", func(srv *oslo.Server) { RegisterCompute(srv, impl) })
	computeReboot(t, NewComputeClient(tr))
	if impl.got != len(dispatch)-18 {
		t.Error(impl.got)
	}
}
