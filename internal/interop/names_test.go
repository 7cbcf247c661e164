package interop

import (
	"context"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Two transports to one RabbitMQ share their names of queues, whatever their users and
// options.
func TestPoolNamedLikeATopicIsRefusedOnRabbitMQ(t *testing.T) {
	b, topic := newBus(t), unique("guard")
	srv := oslo.NewServer(b.open(t), oslo.Target{Topic: topic, Server: "go"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	l := notify.NewListener(b.open(t), []oslo.Target{{Topic: unique("notifications")}}, notify.WithPool(topic))
	l.Handle(notify.Event{Run: func(context.Context, *notify.Incoming) error { return nil }})
	if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "choose another name") {
		t.Errorf("Start: %v", err)
	}
}
