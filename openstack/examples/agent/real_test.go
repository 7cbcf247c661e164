package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"

	"github.com/oslogen/oslogen/openstack/internal/services"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestRealNeutron binds a port to the host of the agent, which neutron-server
// knows by its report.
func TestRealNeutron(t *testing.T) {
	cloud := services.New(t)
	neutron := cloud.Neutron(t)
	lines := start(t, cloud.URL, "go-host")
	expect(t, lines, "reported to neutron-server, for which the agent is new")

	network := post(t, neutron.API, "network", `{"network": {"name": "n1", "tenant_id": "demo"}}`)
	port := post(t, neutron.API, "port", `{"port": {"network_id": "`+network+`", "tenant_id": "demo"}}`)
	put(t, neutron.API+"/v2.0/ports/"+port, `{"port": {"binding:host_id": "go-host", "device_owner": "compute:nova"}}`)
	expect(t, lines, "port "+port+" is DOWN on a local network")
}

// post creates a resource and returns its id.
func post(t *testing.T, api, resource, body string) string {
	t.Helper()
	var answer map[string]struct{ ID string }
	do(t, http.MethodPost, api+"/v2.0/"+resource+"s", body, &answer)
	return answer[resource].ID
}

func put(t *testing.T, url, body string) {
	t.Helper()
	var answer map[string]any
	do(t, http.MethodPut, url, body, &answer)
}

func do(t *testing.T, method, url, body string, answer any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode >= http.StatusMultipleChoices {
		t.Fatal(method, url, res.Status)
	}
	if err := json.NewDecoder(res.Body).Decode(answer); err != nil {
		t.Fatal(err)
	}
}
