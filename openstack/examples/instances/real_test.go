package main

import (
	"bufio"
	"encoding/json"
	"io"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/internal/services"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestRealNova watches an instance whose notifications nova's own code sends.
func TestRealNova(t *testing.T) {
	cloud := services.New(t)
	in, out := io.Pipe()
	t.Cleanup(func() { in.Close() })
	oslotest.Start(t, newWatcher(cloud.Open(t), out))
	nova := cloud.Nova(t)
	const id = "6bb5d4e1-9ccf-4a5c-b41b-3a3a3d2f4a02"
	go nova.Python(t, "nova_life.py", id) // ends with the script

	wanted := map[string]bool{
		"compute.instance.update unversioned": true, "instance.update InstanceUpdatePayload": true,
		"compute.instance.power_on.start unversioned": true, "instance.power_on.start InstanceActionPayload": true,
		"compute.instance.power_on.end unversioned": true, "instance.power_on.end InstanceActionPayload": true,
		"compute.instance.delete.end unversioned": true, "instance.delete.end InstanceActionPayload": true,
	}
	lines := json.NewDecoder(bufio.NewReader(in))
	for len(wanted) > 0 {
		var l Line
		if err := lines.Decode(&l); err != nil {
			t.Fatal(err, wanted)
		}
		if l.Instance != id || l.State == nil {
			t.Errorf("got %+v", l)
		}
		delete(wanted, l.Event+" "+l.Payload)
	}
}
