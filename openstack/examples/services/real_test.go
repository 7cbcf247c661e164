package main

import (
	"bytes"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"

	"github.com/oslogen/oslogen/openstack/internal/services"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestRealNova disables a service in the database of nova-conductor.
func TestRealNova(t *testing.T) {
	cloud := services.New(t)
	nova := cloud.Nova(t)
	nova.Python(t, "nova_services.py", "host1", "host2")
	for _, c := range []struct{ host, want string }{
		{"host2", "host1 disabled=false reason=\"\"\nhost2 disabled=true reason=\"broken\"\n"},
		{"", "host1 disabled=false reason=\"\"\nhost2 disabled=true reason=\"broken\"\n"}, // read again
	} {
		var out bytes.Buffer
		if err := run(t.Context(), cloud.URL, c.host, "broken", &out); err != nil {
			t.Fatal(err)
		}
		if out.String() != c.want {
			t.Errorf("got %q, want %q", out.String(), c.want)
		}
	}
}
