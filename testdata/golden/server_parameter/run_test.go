package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type agent struct{ synced chan Host }

func (a agent) Where(_ context.Context, host string) (string, error) { return host, nil }

func (a agent) Moved(_ context.Context, router string, host Host, _ bool) (string, error) {
	return router + " on " + string(host), nil
}

func (a agent) Sync(_ context.Context, host Host) error {
	a.synced <- host
	return nil
}

func TestRun(t *testing.T) {
	tr, synced := run.Transport(t), make(chan Host, 1)
	for _, host := range []string{"a", "b", "c"} {
		run.Serve(t, tr, "l3_agent", host, func(srv *oslo.Server) { RegisterAgent(srv, agent{synced}) })
	}
	c := NewAgentClient(tr)
	for _, host := range []string{"c", "a"} {
		if got, err := c.Where(t.Context(), host); got != host || err != nil {
			t.Error(host, got, err)
		}
	}
	var last oslo.Request
	got, err := c.With(run.Peek(&last)).Moved(t.Context(), "r1", "b", true)
	if got != "r1 on b" || err != nil {
		t.Error(got, err)
	}
	if text := fmt.Sprintf("%+v", last.Args); text != "&{Router:r1 Force:true}" {
		t.Error(text)
	}
	if err := c.Sync(t.Context(), "b"); err != nil || <-synced != "b" {
		t.Error(err)
	}
}

// An empty name is a forgotten field, and must not mean "any server".
func TestEmptyServerName(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "l3_agent", "a", func(srv *oslo.Server) { RegisterAgent(srv, agent{make(chan Host, 1)}) })
	c := NewAgentClient(tr)
	_, call := c.Where(t.Context(), "")
	for method, err := range map[string]error{"where": call, "sync": c.Sync(t.Context(), "")} {
		if !errors.As(err, new(*oslo.InvalidTargetError)) || !strings.Contains(err.Error(), method) {
			t.Errorf("%s: %v", method, err)
		}
	}
}
