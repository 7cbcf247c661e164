package main

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestCollector(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t, oslo.WithControlExchange("nova"))
		var out strings.Builder
		l := newCollector(tr, &out)
		if err := l.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		old := notify.NewNotifier(tr, "compute.host1")
		for event, payload := range map[string]any{
			"compute.instance.create.end":   map[string]any{"instance_id": "4b1e", "state": "active"},
			"compute.instance.create.start": map[string]any{"instance_id": "4b1e"},
			"compute.instance.resize.end":   "not an object",
			"compute.instance.delete.end":   map[string]any{"instance_id": "9c77", "state": "deleted"},
		} {
			if err := old.Info(t.Context(), event, payload); err != nil {
				t.Fatal(err)
			}
		}
		newer := json.RawMessage(`{"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova", "nova_object.version": "1.1",
			"nova_object.data": {"host": "host1", "binary": "nova-compute", "disabled": false, "report_count": 1}}`)
		versioned := notify.NewNotifier(tr, "nova-compute:host1", notify.WithTopics("versioned_notifications"))
		if err := versioned.Info(t.Context(), "service.update", newer); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second) // the batch's wait
		synctest.Wait()
		if err := l.Wait(context.Background()); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(strings.TrimSpace(out.String()), "\n")
		slices.Sort(got)
		want := []string{
			"compute.instance.create.end: instance 4b1e is active",
			"compute.instance.delete.end: instance 9c77 is deleted",
			"service nova-compute on host1, disabled: false",
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
	})
}
