package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// neutron is neutron-server's part.
type neutron struct{ started []bool }

func (n *neutron) ReportState(_ context.Context, e Envelope, _ string) (string, error) {
	n.started = append(n.started, e.AgentState.StartFlag)
	return "alive", nil
}

func TestAgent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		server := &neutron{}
		oslotest.Start(t, NewReportsServer(tr, "controller", server, oslo.WithWorkers(1)))
		var out strings.Builder
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- run(ctx, oslotest.URL(t), "host-1", &out) }()
		time.Sleep(31 * time.Second) // two reports
		synctest.Wait()
		updates := NewPortUpdatesClient(tr)
		for _, host := range []string{"host-1", "host-2"} {
			if err := updates.PortUpdate(t.Context(), Port{ID: "port-" + host, AdminStateUp: true, HostID: host}, "vxlan", 7, nil); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if !slices.Equal(server.started, []bool{true, false}) {
			t.Errorf("reports with start_flag %v", server.started)
		}
		const said = "reported; neutron-server says alive\n"
		if want := said + said + "port port-host-1 is up: true\n"; out.String() != want {
			t.Errorf("got %s", out.String())
		}
	})
}
