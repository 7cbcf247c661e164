package notifications_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/internal/services"
	"github.com/oslogen/oslogen/openstack/nova/notifications"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestRealNova reads what nova's own code sends. Instance has all of its fields.
func TestRealNova(t *testing.T) {
	cloud := services.New(t)
	l := notify.NewListener(cloud.Open(t), []oslo.Target{{Exchange: "nova", Topic: "notifications"}})
	ended := make(chan error, 1)
	l.Handle(notify.Event{Filter: notify.Filter{EventType: `compute\.instance\.`}, Run: func(_ context.Context, in *notify.Incoming) error {
		err := decodeAll(in, &notifications.Instance{})
		if in.EventType == "compute.instance.delete.end" || err != nil {
			select {
			case ended <- err:
			default:
			}
		}
		return nil
	}})
	oslotest.Start(t, l)
	cloud.Nova(t).Python(t, "nova_life.py", "6bb5d4e1-9ccf-4a5c-b41b-3a3a3d2f4a02")
	if err := services.Receive(t, ended); err != nil {
		t.Error(err)
	}
}

// decodeAll is strict: it refuses fields that v does not have.
func decodeAll(in *notify.Incoming, v any) error {
	var raw json.RawMessage
	if err := in.Decode(&raw); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// TestRealCeilometer has ceilometer make samples of a notification from Go.
func TestRealCeilometer(t *testing.T) {
	cloud := services.New(t)
	ceilometer := cloud.Ceilometer(t)
	n := notifications.NewInstancesNotifier(cloud.Open(t), "compute", "host1")
	name, host, state := "web", "host1", "active"
	instance := notifications.Instance{
		TenantID: "demo", UserID: "alice", InstanceID: "6bb5d4e1-9ccf-4a5c-b41b-3a3a3d2f4a02", DisplayName: &name, Host: &host, State: &state,
		InstanceType: "small", MemoryMB: 512, VCPUs: 3, Metadata: map[string]any{}, ImageMeta: map[string]any{},
	}
	if err := n.CreateEnd(t.Context(), instance); err != nil {
		t.Fatal(err)
	}
	ceilometer.AwaitSample(t, instance.InstanceID)
}
