package api

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type listener struct{ got chan string }

func (l listener) Created(ctx context.Context, i Instance) error {
	in := notify.IncomingFrom(ctx)
	l.got <- fmt.Sprint("created ", i.UUID, " by ", in.PublisherID, " on ", in.Topic)
	return nil
}

func (l listener) Failed(_ context.Context, payload map[string]string) error {
	l.got <- "failed " + payload["uuid"]
	return nil
}

func (l listener) Updated(ctx context.Context, payload map[string]string) error {
	in := notify.IncomingFrom(ctx)
	l.got <- fmt.Sprint("updated ", payload["uuid"], " ", in.EventType, " ", in.Priority)
	return nil
}

func (l listener) Exist(_ context.Context, list []Instance) error {
	l.got <- fmt.Sprint("exist ", len(list), " ", list[0].UUID)
	return nil
}

func (l listener) All(_ context.Context, batch []*notify.Incoming) error {
	for _, in := range batch {
		l.got <- "all " + in.EventType
	}
	return nil
}

// wait returns the next n lines of got, sorted by nothing.
func wait(t *testing.T, got chan string, n int) string {
	t.Helper()
	var lines []string
	for range n {
		select {
		case line := <-got:
			lines = append(lines, line)
		case <-time.After(10 * time.Second):
			t.Fatalf("only got %q", lines)
		}
	}
	return strings.Join(lines, ", ")
}

func TestRun(t *testing.T) {
	tr, got := run.Transport(t), make(chan string, 100)
	l := NewInstanceEventsListener(tr, listener{got}, notify.WithWorkers(1))
	if err := l.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Stop(t.Context()) }()
	n := NewInstanceEventsNotifier(tr, "cmp-1")
	raw := notify.NewNotifier(tr, "nova-compute:x", notify.WithExchange("nova"), notify.WithTopics("audit"))
	ctx := oslo.WithRequestContext(t.Context(), requestContext(t))
	for _, c := range []struct {
		send func() error
		want string
	}{
		{func() error { return n.With(notify.WithTopics("audit")).Created(ctx, Instance{UUID: "i1"}) }, "created i1 by nova-compute:cmp-1 on audit, all instance.create.end"},
		{func() error { return n.With(notify.WithTopics("audit")).Failed(ctx, map[string]string{"uuid": "i2"}) }, "failed i2, all instance.create.error"},
		{func() error { return n.With(notify.WithTopics("audit")).Failed(ctx, map[string]string{"uuid": "x2"}) }, "all instance.create.error"},
		{func() error {
			return raw.Critical(ctx, "instance.update.name", map[string]string{"uuid": "i3", "state": "error"})
		}, "updated i3 instance.update.name critical, all instance.update.name"},
		{func() error {
			return raw.Critical(t.Context(), "instance.update.name", map[string]string{"uuid": "i3", "state": "error"})
		}, "all instance.update.name"},
		{func() error { return raw.Audit(ctx, "instance.exists", Instance{UUID: "i4"}) }, "exist 1 i4, all instance.exists"},
		{func() error { return raw.Info(ctx, "instanceof", "i5") }, "all instanceof"},
	} {
		if err := c.send(); err != nil {
			t.Fatal(err)
		}
		if text := wait(t, got, strings.Count(c.want, ", ")+1); text != c.want {
			t.Errorf("got %s, want %s", text, c.want)
		}
	}
}

func requestContext(t *testing.T) oslo.RequestContext {
	t.Helper()
	rc, err := oslo.NewRequestContext(map[string]any{"project_id": "p1"})
	if err != nil {
		t.Fatal(err)
	}
	return rc
}

// TestTopic checks that a listener of another topic does not start.
func TestTopic(t *testing.T) {
	l := notify.NewListener(run.Transport(t), []oslo.Target{{Topic: "notifications"}})
	RegisterInstanceEvents(l, listener{})
	if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "is sent to topic versioned_notifications or audit") {
		t.Error(err)
	}
}
