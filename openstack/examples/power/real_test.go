package main

import (
	"bytes"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"

	"github.com/oslogen/oslogen/openstack/internal/services"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestRealIronic power-cycles a node of fake hardware.
func TestRealIronic(t *testing.T) {
	cloud := services.New(t)
	ironic := cloud.Ironic(t)
	const node = "6bb5d4e1-9ccf-4a5c-b41b-3a3a3d2f4a01"
	ironic.Python(t, "ironic_node.py", node)
	var out bytes.Buffer
	if err := run(t.Context(), cloud.URL, node, ironic.Host, &out); err != nil {
		t.Fatal(err)
	}
	if want := node + ": from power off to rebooting\n" + node + ": power on\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}
