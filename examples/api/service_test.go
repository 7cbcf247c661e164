package api_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/examples/api"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// manager is the service under test.
type manager struct{ api.UnimplementedCompute }

func (manager) Reboot(_ context.Context, i api.Instance, _ api.RebootType) (api.Outcome, error) {
	if i.UUID == "" {
		return api.Outcome{}, &api.InstanceNotFound{InstanceID: i.UUID}
	}
	return api.Outcome{State: "active"}, nil
}

func TestReboot(t *testing.T) {
	tr := oslotest.Open(t)
	oslotest.Start(t, api.NewComputeServer(tr, "cmp-1", manager{}))
	out, err := api.NewComputeClient(tr).Reboot(t.Context(), api.Instance{UUID: "4b1e"}, api.Soft)
	if err != nil || out.State != "active" {
		t.Errorf("got %+v, %v", out, err)
	}
}

// refresh is code under test that calls another service.
func refresh(ctx context.Context, hosts api.Compute) error {
	return hosts.RefreshCache(ctx, []string{"cirros"})
}

func TestRefreshSendsAFanout(t *testing.T) {
	tr := oslotest.Open(t)
	client := api.NewComputeClient(tr)
	requests := oslotest.RecordRequests(t, tr, client.Target())
	if err := refresh(t.Context(), client); err != nil {
		t.Fatal(err)
	}
	in := requests.Next(t)
	var args struct {
		ImageIDs []string `json:"image_ids"`
	}
	if err := in.Decode(&args); err != nil || in.Method != "refresh_cache" || args.ImageIDs[0] != "cirros" {
		t.Errorf("sent %s %+v, %v", in.Method, args, err)
	}
}

// fakeCompute is a client that needs no bus.
type fakeCompute struct {
	api.UnimplementedCompute
	refreshed []string
}

func (f *fakeCompute) RefreshCache(_ context.Context, imageIDs []string) error {
	f.refreshed = append(f.refreshed, imageIDs...)
	return nil
}

func TestRefreshWithoutABus(t *testing.T) {
	var hosts fakeCompute
	if err := refresh(t.Context(), &hosts); err != nil || len(hosts.refreshed) != 1 {
		t.Errorf("refreshed %v, %v", hosts.refreshed, err)
	}
}

func TestRebootWhenTheReplyIsLost(t *testing.T) {
	tr := oslotest.WithFaults(oslotest.Open(t))
	oslotest.Start(t, api.NewComputeServer(tr, "cmp-1", manager{}))
	tr.Fail("reboot", oslo.ErrReplyLost)
	_, err := api.NewComputeClient(tr).Reboot(t.Context(), api.Instance{UUID: "4b1e"}, api.Soft)
	if !errors.Is(err, oslo.ErrReplyLost) || oslo.NotSent(err) {
		t.Errorf("got %v", err)
	}
}

func TestRebootNotifies(t *testing.T) {
	tr := oslotest.Open(t)
	sent := oslotest.RecordNotifications(t, tr)
	n := notify.NewNotifier(tr, "compute.cmp-1")
	if err := n.Info(t.Context(), "instance.reboot.end", map[string]any{"uuid": "4b1e"}); err != nil {
		t.Fatal(err)
	}
	in := sent.Next(t)
	var payload struct {
		UUID string `json:"uuid"`
	}
	if err := in.Decode(&payload); err != nil || in.EventType != "instance.reboot.end" || payload.UUID != "4b1e" {
		t.Errorf("sent %s %+v, %v", in.EventType, payload, err)
	}
}

// rebooted is an event that keeps the instances it was told of.
type rebooted struct{ uuids []string }

func (r *rebooted) handle(_ context.Context, in *notify.Incoming) error {
	var payload struct {
		UUID string `json:"uuid"`
	}
	err := in.Decode(&payload)
	r.uuids = append(r.uuids, payload.UUID)
	return err
}

func TestRebootedIsHandled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr, events := oslotest.Open(t), &rebooted{}
		l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
		l.Handle(notify.Event{Type: "instance.reboot.end", Run: events.handle})
		oslotest.Start(t, l)
		n := notify.NewNotifier(tr, "compute.cmp-1")
		if err := n.Info(t.Context(), "instance.reboot.end", map[string]any{"uuid": "4b1e"}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if !slices.Equal(events.uuids, []string{"4b1e"}) {
			t.Errorf("handled %q", events.uuids)
		}
	})
}

func TestNobodyServes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // half an hour passes at once
		client := api.NewComputeClient(oslotest.Open(t))
		began := time.Now()
		_, err := client.With(oslo.WithMonitor(0)).Reboot(t.Context(), api.Instance{UUID: "4b1e"}, api.Soft)
		if !errors.Is(err, oslo.ErrTimeout) || time.Since(began) != 30*time.Minute {
			t.Errorf("got %v after %v", err, time.Since(began))
		}
	})
}
