package api

import (
	"context"
	"errors"
	"slices"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type manager struct {
	host string
	did  chan string
}

func (m *manager) Reboot(_ context.Context, instance Instance, rebootType RebootType) (Outcome, error) {
	return Outcome{State: m.host + ": " + instance.UUID + " " + string(rebootType)}, nil
}

func (m *manager) RefreshRules(_ context.Context, groupIDs []string) error {
	m.did <- "rules " + groupIDs[0]
	return nil
}

func (m *manager) RefreshCache(_ context.Context, imageIDs []string) error {
	m.did <- m.host + " cache " + imageIDs[0]
	return nil
}

func TestRun(t *testing.T) {
	tr, did := run.Transport(t), make(chan string, 4)
	for _, host := range []string{"cmp-1", "cmp-2"} {
		run.ServeTarget(t, tr, oslo.Target{Topic: "compute", Server: host},
			func(srv *oslo.Server) { RegisterCompute(srv, &manager{host, did}) })
	}
	c := NewComputeClient(tr)
	var compute Compute = c.On("cmp-2")
	out, err := compute.Reboot(t.Context(), Instance{UUID: "u1"}, "SOFT")
	if err != nil || out.State != "cmp-2: u1 SOFT" {
		t.Error(out, err)
	}
	if err := c.RefreshRules(t.Context(), []string{"g"}); err != nil || <-did != "rules g" {
		t.Error(err)
	}
	if err := c.RefreshCache(t.Context(), []string{"i"}); err != nil {
		t.Error(err)
	}
	got := []string{<-did, <-did}
	slices.Sort(got)
	if got[0] != "cmp-1 cache i" || got[1] != "cmp-2 cache i" {
		t.Error(got)
	}
	var pinned *oslo.VersionCapError
	if err := c.With(oslo.Pin("6.0")).RefreshCache(t.Context(), nil); !errors.As(err, &pinned) {
		t.Error(err)
	}
}
