package api

import (
	"context"
	"errors"
	"fmt"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
	"github.com/oslogen/oslogen/testdata/golden/request_versions/requests"
)

type service struct {
	UnimplementedCompute
}

func (service) Resize(_ context.Context, r *Resize) (string, error) {
	return fmt.Sprintf("%s %q %d %v", r.Instance, r.RequestID, r.Flavor.ID, r.Rest), nil
}

func (service) Move(_ context.Context, r requests.Move[string]) error {
	return fmt.Errorf("moved %+v", r)
}

// api_oslo_test.go has all pins. These are the parts of a request that it leaves out.
func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "compute", "h", func(srv *oslo.Server) { RegisterCompute(srv, service{}) })
	var last oslo.Request
	c := NewComputeClient(tr, run.Peek(&last))

	got, err := c.Resize(t.Context(), &Resize{Base: &Base{Instance: "i"}, Flavor: Flavor{7}, Rest: map[string]any{"clean": true}})
	if got != `i "" 7 map[clean:true]` || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err = c.Resize(t.Context(), &Resize{}); err == nil {
		t.Error("the instance within a nil struct was not missed")
	}
	if err = c.Rebuild(t.Context(), "h", Rebuild{Recreate: true, Tags: []string{}}); err != nil || last.Target.Version != "6.0" {
		t.Errorf("empty tags were sent at %s, %v", last.Target.Version, err)
	}
	var capped *oslo.VersionCapError
	err = c.With(oslo.Pin(ComputeRebuildTargetState)).Rebuild(t.Context(), "h", Rebuild{Limits: new(1)})
	if !errors.As(err, &capped) || capped.Argument != "limits" || capped.Needs != ComputeRebuildLimits {
		t.Errorf("got %v", err)
	}
}
