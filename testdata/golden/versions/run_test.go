package api_test

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"

	api "github.com/oslogen/oslogen/testdata/golden/versions"
)

type manager struct {
	api.UnimplementedCompute
	rebuilt chan string
}

func (m manager) Rebuild(_ context.Context, host, instance, targetState string, limits *api.Limits, recreate bool, bdms []api.Mapping) error {
	text := host + " " + instance + " " + targetState
	if limits != nil {
		text += " limits"
	}
	if recreate {
		text += " recreate"
	}
	if len(bdms) > 0 {
		text += " bdms"
	}
	m.rebuilt <- text
	return nil
}

func (manager) LegacyPing(context.Context) error { return nil }

func TestRun(t *testing.T) {
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	m := manager{rebuilt: make(chan string, 1)}
	srv := api.NewComputeServer(tr, "host1", m)
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	c := api.NewComputeClient(tr)

	bdms := []api.Mapping{{Device: "vda"}}
	for pin, want := range map[string]string{
		"": "host1 i active recreate", "antelope": "host1 i active recreate",
		"zed": "host1 i  recreate", "yoga": "host1 i  recreate bdms",
	} {
		if err := c.With(oslo.Pin(pin)).Rebuild(t.Context(), "host1", "i", "active", nil, true, bdms); err != nil {
			t.Errorf("pin %q: %v", pin, err)
			continue
		}
		if got := <-m.rebuilt; got != want {
			t.Errorf("pin %q: %s, want %s", pin, got, want)
		}
	}
	var capped *oslo.VersionCapError
	err = c.With(oslo.Pin("zed")).Rebuild(t.Context(), "host1", "i", "", &api.Limits{}, true, nil)
	if !errors.As(err, &capped) || capped.Argument != "limits" || capped.Needs != api.ComputeRebuildLimits || capped.Cap != "zed" {
		t.Errorf("limits at zed: %v", err)
	}
	if err := c.With(oslo.Pin("5.13")).LegacyPing(t.Context()); err != nil {
		t.Errorf("legacy ping: %v", err)
	}
	if err := c.LegacyPing(t.Context()); !errors.As(err, &capped) {
		t.Errorf("legacy ping without a pin: %v, want it to have gone", err)
	}
	if c.With(oslo.Pin("zed")).CanSend(api.ComputeRebuildTargetState) {
		t.Error("a client pinned to zed can send target_state")
	}
}
