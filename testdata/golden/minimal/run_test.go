package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type pinger func() error

func (p pinger) Ping(context.Context) error { return p() }

func TestRun(t *testing.T) {
	tr, n := run.Transport(t), 0
	run.Serve(t, tr, "ping", "here", func(srv *oslo.Server) {
		RegisterPing(srv, pinger(func() error { n++; return nil }))
	})
	if err := NewPingClient(tr).Ping(t.Context()); err != nil || n != 1 {
		t.Error(n, err)
	}
}
