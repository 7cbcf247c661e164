package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/ironic/conductor"
	"github.com/oslogen/oslogen/openstack/ironic/events"
)

// fakeConductor power-cycles nodes at once. The node called broken does not
// come back.
type fakeConductor struct {
	conductor.UnimplementedConductor
	events *events.NodeSetPowerStateNotificationNotifier
}

func (c fakeConductor) ChangeNodePowerState(ctx context.Context, _, _ string, nodeID, newState, _ any) (any, error) {
	node, to, on, failed := nodeID.(string), newState.(string), "power on", "no answer"
	payload := events.NodeSetPowerStatePayload{UUID: node, PowerState: &on, ToPower: &to}
	if err := c.events.BaremetalNodePowerSetStart(ctx, payload); err != nil {
		return nil, err
	}
	if node == "broken" {
		payload.LastError = &failed
		return nil, c.events.BaremetalNodePowerSetError(ctx, payload)
	}
	return nil, c.events.BaremetalNodePowerSetEnd(ctx, payload)
}

func TestPowerCycle(t *testing.T) {
	tr := oslotest.Open(t)
	c := fakeConductor{events: events.NewNodeSetPowerStateNotificationNotifier(tr, "ironic-conductor", "host1")}
	oslotest.Start(t, conductor.NewConductorServer(tr, "host1", c))
	var out bytes.Buffer
	if err := run(t.Context(), oslotest.URL(t), "node1", "host1", &out); err != nil {
		t.Fatal(err)
	}
	if want := "node1: from power on to rebooting\nnode1: power on\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	err := run(t.Context(), oslotest.URL(t), "broken", "host1", &out)
	if err == nil || !strings.HasSuffix(err.Error(), "no answer") {
		t.Error(err)
	}
	if err := run(t.Context(), oslotest.URL(t), "node1", "nowhere", &out); !errors.Is(err, oslo.ErrUndeliverable) {
		t.Error(err)
	}
}
