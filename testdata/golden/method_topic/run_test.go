package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type plugin struct{ updated chan any }

func (p plugin) PortUpdate(_ context.Context, port map[string]any) error {
	p.updated <- port["id"]
	return nil
}

func (plugin) Report(context.Context) (int, error) { return 1, nil }

func (plugin) Plain(context.Context) (int, error) { return 2, nil }

func TestRun(t *testing.T) {
	tr, p := run.Transport(t), plugin{make(chan any, 1)}
	for _, topic := range []string{"q-plugin", "q-agent-notifier-port-update", "q-reports"} {
		run.Serve(t, tr, topic, "h", func(srv *oslo.Server) { RegisterPlugin(srv, p) })
	}
	var last oslo.Request
	c := NewPluginClient(tr, run.Peek(&last))
	if err := c.PortUpdate(t.Context(), map[string]any{"id": "p"}); err != nil || <-p.updated != "p" {
		t.Error(err)
	}
	if n, err := c.Report(t.Context()); n != 1 || err != nil || last.Target.Topic != "q-reports" {
		t.Error(n, err, last.Target)
	}
	if n, err := c.Plain(t.Context()); n != 2 || err != nil || last.Target.Topic != "q-plugin" {
		t.Error(n, err, last.Target)
	}
}
