package main

import (
	"bufio"
	"encoding/json"
	"io"
	"testing"

	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/nova/events"
	"github.com/oslogen/oslogen/openstack/nova/notifications"
)

// watch runs the watcher and returns its lines.
func watch(t *testing.T) *json.Decoder {
	t.Helper()
	in, out := io.Pipe()
	t.Cleanup(func() { in.Close() })
	oslotest.Start(t, newWatcher(oslotest.Open(t), out))
	return json.NewDecoder(bufio.NewReader(in))
}

func TestBothKinds(t *testing.T) {
	lines := watch(t)
	tr := oslotest.Open(t)
	ctx, state, task := t.Context(), "active", "deleting"
	old := notifications.NewInstancesNotifier(tr, "compute", "host1")
	if err := old.Update(ctx, notifications.Instance{InstanceID: "i1", State: &state, NewTaskState: &task}); err != nil {
		t.Fatal(err)
	}
	expect(t, lines, Line{Event: "compute.instance.update", Payload: "unversioned", Instance: "i1", State: &state, Task: &task})

	n := events.NewInstanceActionNotificationNotifier(tr, "nova-compute", "host1")
	if err := n.InstanceDeleteEnd(ctx, events.InstanceActionPayload{UUID: "i1", State: &state}); err != nil {
		t.Fatal(err)
	}
	expect(t, lines, Line{Event: "instance.delete.end", Payload: "InstanceActionPayload", Instance: "i1", State: &state})
}

func expect(t *testing.T, lines *json.Decoder, want Line) {
	t.Helper()
	var got Line
	if err := lines.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Time.IsZero() || got.Priority != "info" {
		t.Errorf("got %+v", got)
	}
	got.Time, got.Priority = want.Time, ""
	if text(t, got) != text(t, want) {
		t.Errorf("got %s, want %s", text(t, got), text(t, want))
	}
}

func text(t *testing.T, l Line) string {
	t.Helper()
	raw, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
