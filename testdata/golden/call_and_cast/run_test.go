package api

import (
	"context"
	"slices"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type service struct {
	UnimplementedReports
	got chan string
}

func (s service) ReportState(_ context.Context, state State, _ string) (string, error) {
	return "alive " + state.Host, nil
}

func (s service) ReportStateAsync(_ context.Context, state State, _ string) error {
	s.got <- "cast " + state.Host
	return nil
}

func (s service) GetPorts(_ context.Context, host string) ([]string, error) {
	return []string{host}, nil
}

func (s service) PortUpdate(_ context.Context, host, port string) error {
	s.got <- host + " " + port
	return nil
}

func TestRun(t *testing.T) {
	tr, got := run.Transport(t), make(chan string, 1)
	run.Serve(t, tr, "reports", "h", func(srv *oslo.Server) { RegisterReports(srv, service{got: got}) })
	c := NewReportsClient(tr)
	if text, err := c.ReportState(t.Context(), State{"a"}, "now"); text != "alive a" || err != nil {
		t.Error(text, err)
	}
	if err := c.ReportStateAsync(t.Context(), State{"b"}, "now"); err != nil {
		t.Error(err)
	}
	if text := <-got; text != "cast b" {
		t.Error(text)
	}
	if ports, err := c.GetPorts(t.Context(), "p"); !slices.Equal(ports, []string{"p"}) || err != nil {
		t.Error(ports, err)
	}
	if ports, err := c.GetPortsRaw(t.Context(), "p"); len(ports.([]any)) != 1 || err != nil {
		t.Error(ports, err)
	}
	if err := c.PortUpdateAll(t.Context(), "all"); err != nil {
		t.Error(err)
	}
	if text := <-got; text != "h all" {
		t.Error(text)
	}
}
