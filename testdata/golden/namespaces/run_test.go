package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type conductor struct{}

func (conductor) Version(context.Context) (string, error) { return "here", nil }

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.ServeTarget(t, tr, oslo.Target{Exchange: "nova", Topic: "conductor", Server: "h"},
		func(srv *oslo.Server) { RegisterConductor(srv, conductor{}) })
	c := NewConductorClient(tr)
	if got, err := c.Version(t.Context()); got != "here" || err != nil {
		t.Error(got, err)
	}
	for target, ok := range map[[2]string]bool{
		{"conductor", "3.2"}:    true,
		{"conductor", "3.3"}:    false,
		{"conductor", "2.5"}:    true,
		{"conductor", "2.6"}:    false,
		{"compute_task", "3.0"}: true,
		{"", "3.0"}:             true,
		{"other", "3.0"}:        false,
	} {
		raw := oslo.NewClient(tr, oslo.Target{Exchange: "nova", Topic: "conductor", Namespace: target[0], Version: target[1]})
		var got string
		err := raw.Call(t.Context(), &oslo.Method{Name: "version"}, nil, &got)
		if (err == nil) != ok {
			t.Error(target, got, err)
		}
	}
}
