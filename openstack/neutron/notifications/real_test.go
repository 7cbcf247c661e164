package notifications_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/internal/services"
	"github.com/oslogen/oslogen/openstack/neutron/notifications"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// networks reports the networks that come.
type networks struct {
	notifications.Networks // the other events stay out
	names                  chan string
}

func (n networks) CreateStart(_ context.Context, p notifications.Network) error {
	n.names <- "start " + p.Network["name"].(string)
	return nil
}

func (n networks) CreateEnd(_ context.Context, p notifications.Network) error {
	n.names <- "end " + p.Network["name"].(string)
	return nil
}

// TestRealNeutron hears of a network that neutron-server makes.
func TestRealNeutron(t *testing.T) {
	cloud := services.New(t)
	heard := networks{names: make(chan string, 8)}
	oslotest.Start(t, notifications.NewNetworksListener(cloud.Open(t), heard))
	neutron := cloud.Neutron(t)
	body := strings.NewReader(`{"network": {"name": "n1", "tenant_id": "demo"}}`)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, neutron.API+"/v2.0/networks", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if first, second := services.Receive(t, heard.names), services.Receive(t, heard.names); first != "start n1" || second != "end n1" {
		t.Errorf("heard %q and %q", first, second)
	}
}
