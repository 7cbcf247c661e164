package main

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/neutron/agent"
	"github.com/oslogen/oslogen/openstack/neutron/reports"
)

// start runs the program until the test ends and returns its output.
func start(t *testing.T, url, host string) *bufio.Scanner {
	t.Helper()
	in, out := io.Pipe()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, url, host, out) }() // ends by cancel
	t.Cleanup(func() {
		cancel()
		in.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return bufio.NewScanner(in)
}

// expect reads a line that begins so.
func expect(t *testing.T, lines *bufio.Scanner, want string) {
	t.Helper()
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), want) {
		t.Fatalf("got %q, want %q", lines.Text(), want)
	}
}

// server is neutron-server.
type server struct {
	reports.UnimplementedPluginReportState
}

func (server) ReportState(_ context.Context, state map[string]any, _ string) (any, error) {
	inner := state["agent_state"].(map[string]any)
	if inner["start_flag"] == true {
		return "new", nil
	}
	return "alive", nil
}

func TestAgent(t *testing.T) {
	tr := oslotest.Open(t)
	oslotest.Start(t, reports.NewPluginReportStateServer(tr, "controller", server{}))
	lines := start(t, oslotest.URL(t), "host1")
	expect(t, lines, "reported to neutron-server, for which the agent is new")

	c := agent.NewAgentNotifierClient(tr)
	for _, host := range []string{"host2", "host1"} {
		port := map[string]any{"id": "port-of-" + host, "status": "DOWN", "binding:host_id": host}
		if err := c.PortUpdate(t.Context(), port, "vlan", 100, "physnet1"); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, lines, "port port-of-host1 is DOWN on a vlan network")
}
