package agents_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/interop/agents"
	"github.com/oslogen/oslogen/internal/pytest"
	"github.com/oslogen/oslogen/runtime/notify"
)

// events notes the notifications that a generated listener hands over.
type events struct{ got chan string }

func (e events) Created(ctx context.Context, i agents.InstancePayload) error {
	in := notify.IncomingFrom(ctx)
	e.got <- fmt.Sprintf("created %s %s by %s as %s", i.UUID, i.State, in.PublisherID, in.Priority)
	return nil
}

func (e events) Updated(ctx context.Context, i agents.InstancePayload) error {
	in := notify.IncomingFrom(ctx)
	e.got <- fmt.Sprintf("updated %s by %s as %s", i.UUID, in.EventType, in.Priority)
	return nil
}

func (e events) Exist(_ context.Context, list []agents.InstancePayload) error {
	e.got <- fmt.Sprintf("%d exist: %s", len(list), list[0].UUID)
	return nil
}

func (e events) Scheduler(_ context.Context, batch []*notify.Incoming) error {
	for _, in := range batch {
		e.got <- fmt.Sprintf("%s: %s", in.EventType, in.Payload)
	}
	return nil
}

func (e events) wait(t *testing.T) string {
	t.Helper()
	select {
	case line := <-e.got:
		return line
	case <-time.After(2 * time.Minute):
		t.Fatal("no notification came")
		return ""
	}
}

// TestGeneratedListenerHearsPython sends notifications with oslo.messaging.
func TestGeneratedListenerHearsPython(t *testing.T) {
	py, url := pytest.For(t), brokertest.For(t).URL("")
	impl := events{make(chan string, 10)}
	l := agents.NewEventsListener(open(t, url), impl)
	if err := l.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Wait(context.Background()) })
	notifier := func(publisher string) any {
		return py.Make(t, pytest.Cmd{"cmd": "notifier", "url": url, "driver": "messagingv2", "topics": []string{"versioned_notifications"}, "publisher_id": publisher})
	}
	nova, other := notifier("nova-compute:cmp-1"), notifier("nova-api:api-1")
	payload := map[string]any{
		"nova_object.name": "InstancePayload", "nova_object.namespace": "nova", "nova_object.version": "1.8",
		"nova_object.data": map[string]any{"uuid": "i1", "state": "active"},
	}
	for _, c := range []struct {
		by              any
		priority, event string
		payload         any
		want            string // empty if nobody hears it
	}{
		{nova, "info", "instance.create.end", payload, "created i1 active by nova-compute:cmp-1 as info"},
		{other, "critical", "instance.update", payload, ""},
		{other, "info", "instance.update.name", payload, ""},
		{nova, "critical", "instance.update.name", payload, "updated i1 by instance.update.name as critical"},
		{nova, "sample", "instance.update.state.now", payload, "updated i1 by instance.update.state.now as sample"},
		{nova, "audit", "instance.exists", payload, "1 exist: i1"},
		{nova, "error", "scheduler.select", map[string]any{"a": 1}, `scheduler.select: {"a": 1}`},
		{nova, "info", "scheduler.select", map[string]any{"a": 2}, ""},
		{nova, "error", "scheduler.end", "last", `scheduler.end: "last"`},
	} {
		cmd := pytest.Cmd{"cmd": "notify", "id": c.by, "priority": c.priority, "event_type": c.event, "payload": c.payload}
		if _, err := py.Do(cmd); err != nil {
			t.Fatal(err)
		}
		if c.want == "" {
			continue
		}
		if got := impl.wait(t); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// TestPythonHearsGeneratedNotifier sends notifications with a generated notifier.
func TestPythonHearsGeneratedNotifier(t *testing.T) {
	py, url := pytest.For(t), brokertest.For(t).URL("")
	listener := py.Make(t, pytest.Cmd{"cmd": "listener", "url": url, "topics": []string{"versioned_notifications"}})
	n := agents.NewEventsNotifier(open(t, url), "cmp-1")
	if err := n.Created(t.Context(), agents.InstancePayload{UUID: "i1", State: "active"}); err != nil {
		t.Fatal(err)
	}
	answer, err := py.Do(pytest.Cmd{"cmd": "received", "id": listener, "count": 1, "timeout": 20})
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(answer, &got); err != nil {
		t.Fatal(err)
	}
	for _, entry := range got {
		delete(entry, "metadata")
		delete(entry, "context")
	}
	want := []map[string]any{{
		"priority": "info", "publisher_id": "nova-compute:cmp-1", "event_type": "instance.create.end",
		"payload": map[string]any{
			"nova_object.name": "InstancePayload", "nova_object.namespace": "nova", "nova_object.version": "1.8",
			"nova_object.data": map[string]any{"uuid": "i1", "state": "active"},
		},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Python heard (-want +got):\n%s", d)
	}
}
