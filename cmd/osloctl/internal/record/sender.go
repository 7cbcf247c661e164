package record

import (
	"context"
	"fmt"
	"strings"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/runtime/notify"
)

// sender sends recorded messages.
type sender struct{ tr oslo.Transport }

func (s *sender) send(ctx context.Context, e *traffic.Entry) error {
	rc, err := oslo.NewRequestContext(contextOf(e))
	if err != nil {
		return fmt.Errorf("request context: %w", err)
	}
	if e.Kind == traffic.Notification {
		return s.notify(ctx, e, rc)
	}
	return s.cast(oslo.WithRequestContext(ctx, rc), e)
}

// contextOf is the request context of a message, without the fields that the wire format uses.
func contextOf(e *traffic.Entry) map[string]any {
	fields := e.Context()
	for _, taken := range []string{"msg_id", "reply_q", "client_timeout"} {
		delete(fields, taken)
	}
	return fields
}

func (s *sender) notify(ctx context.Context, e *traffic.Entry, rc oslo.RequestContext) error {
	return notify.MessagingV2Driver().Notify(ctx, s.tr, &notify.Notification{
		MessageID: e.Text("message_id"), PublisherID: e.Text("publisher_id"), EventType: e.Text("event_type"),
		Priority: priority(e), Payload: e.Body["payload"],
		Timestamp: timestamp(e), Context: rc, Exchange: e.Exchange, Topics: []string{e.Topic()},
	})
}

// priority is that of the routing key, which says where a notification goes.
func priority(e *traffic.Entry) notify.Priority {
	return notify.Priority(e.Key[strings.LastIndexByte(e.Key, '.')+1:])
}

// timestamp is the time that the publisher gave a notification, or when it was recorded.
func timestamp(e *traffic.Entry) time.Time {
	for _, layout := range []string{"2006-01-02 15:04:05.999999", time.RFC3339Nano} {
		if at, err := time.Parse(layout, e.Text("timestamp")); err == nil {
			return at
		}
	}
	return e.At
}

func (s *sender) cast(ctx context.Context, e *traffic.Entry) error {
	target := oslo.Target{Exchange: e.Exchange, Topic: e.Topic(), Namespace: e.Text("namespace"), Version: e.Text("version")}
	if e.Kind == traffic.Fanout {
		target.Exchange, target.Fanout = "", true // a fanout's exchange is made of its topic
	} else {
		target.Server = e.Server()
	}
	args, _ := e.Body["args"].(map[string]any)
	return oslo.NewClient(s.tr, target).Cast(ctx, &oslo.Method{Name: e.Text("method")}, args)
}
