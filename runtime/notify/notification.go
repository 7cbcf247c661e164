package notify

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/wire"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Priority is a notification's priority. In keys and queue names it is in lower
// case as here, in messages in upper case.
type Priority string

// The priorities of oslo.messaging's notifier.
const (
	PriorityAudit    Priority = "audit"
	PriorityDebug    Priority = "debug"
	PriorityInfo     Priority = "info"
	PriorityWarn     Priority = "warn"
	PriorityError    Priority = "error"
	PriorityCritical Priority = "critical"
	PrioritySample   Priority = "sample"
)

// Priorities lists every priority.
func Priorities() []Priority {
	return []Priority{
		PriorityAudit, PriorityDebug, PriorityInfo, PriorityWarn,
		PriorityError, PriorityCritical, PrioritySample,
	}
}

// Notification is an event on its way out.
type Notification struct {
	MessageID   string // a UUID, the same for every topic and driver
	PublisherID string // by convention "service.host"
	EventType   string // by convention dotted, such as "compute.instance.create.end"
	Priority    Priority
	Payload     any
	Timestamp   time.Time
	Context     oslo.RequestContext
	// Exchange is the topic exchange. Empty means the control exchange.
	Exchange string
	// Topics are its topics. For each it goes to the queue "topic.priority".
	Topics []string
	// Bare sends the message without envelope, as the driver "messaging" does.
	Bare     bool
	Delivery transport.Delivery
}

// key is the routing key of a topic and priority, and the name of its queue.
func key(topic string, p Priority) string { return topic + "." + string(p) }

// TopicOf returns the topic of a routing key or queue of notifications,
// "topic.priority", and "" for a text without a dot.
func TopicOf(key string) string { return key[:max(strings.LastIndexByte(key, '.'), 0)] }

// bodies are memory for the bodies of notifications.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

// maxKeptBody is the largest body whose memory serves another message, in bytes.
const maxKeptBody = 4 << 20

// send sends the notification to one of its topics.
func (n *Notification) send(ctx context.Context, tr oslo.Transport, topic string) error {
	unique := transport.NewID()
	memory := bodies.Get().(*[]byte)
	defer bodies.Put(memory)
	body, err := wire.AppendNotification((*memory)[:0], &wire.Notification{
		MessageID: n.MessageID, PublisherID: n.PublisherID, EventType: n.EventType,
		Priority: strings.ToUpper(string(n.Priority)), Payload: n.Payload, Timestamp: n.Timestamp,
		UniqueID: wire.ID(unique), Context: n.Context.Wire(),
	}, !n.Bare)
	if err != nil {
		return fmt.Errorf("encode notification %s: %w", n.EventType, err)
	}
	if cap(body) <= maxKeptBody {
		*memory = body
	}
	m := &transport.Message{
		Name: n.EventType, Kind: transport.KindCast, Exchange: cmp.Or(n.Exchange, tr.Settings().ControlExchange), Key: key(topic, n.Priority), Body: body,
		UniqueID: unique, Delivery: n.Delivery,
	}
	err = tr.Notify(ctx, m)
	if errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, oslo.ErrTimeout) {
		err = fmt.Errorf("%w: %w", oslo.ErrTimeout, err)
	}
	if err != nil {
		return fmt.Errorf("notify %s on %s: %w", n.EventType, m.Key, err)
	}
	return nil
}

// Incoming is one notification taken from the bus.
type Incoming struct {
	// Topic is the one it was published on, empty if the transport can't tell.
	Topic       string
	MessageID   string
	PublisherID string
	EventType   string
	// Priority is the message's own, in lower case, empty if there is none.
	Priority  Priority
	Payload   []byte    // JSON text as it came. Decode reads it.
	Timestamp time.Time // zero if it can't be read
	// TimestampText is the timestamp as it was sent.
	TimestampText string
	UniqueID      string
	Context       oslo.RequestContext
	Redelivered   bool

	queue       string // it came from, for logs
	settler     transport.Settler
	deserialize func(payload []byte) ([]byte, error) // the listener's serializer, or nil
}

// received makes the notification that events get of one from the bus.
func received(n *transport.Notification) *Incoming {
	return &Incoming{
		Topic: TopicOf(n.Key), MessageID: n.MessageID, PublisherID: n.PublisherID, EventType: n.EventType,
		Priority: Priority(strings.ToLower(n.Priority)), Payload: n.Payload, Timestamp: n.Timestamp,
		TimestampText: n.TimestampText, UniqueID: n.UniqueID, Context: oslo.ReceivedContext(n.Message),
		Redelivered: n.Redelivered, queue: n.Queue, settler: n.Settler,
	}
}

// Decode reads the payload into v. Fields that v does not have are ignored: newer
// publishers send more. An error is a *PayloadError.
func (in *Incoming) Decode(v any) error {
	payload := in.Payload
	if in.deserialize != nil {
		var err error
		if payload, err = in.deserialize(payload); err != nil {
			return &oslo.PayloadError{EventType: in.EventType, Err: fmt.Errorf("deserialize: %w", err)}
		}
	}
	if err := wire.Unmarshal(payload, v); err != nil {
		return &oslo.PayloadError{EventType: in.EventType, Err: err}
	}
	return nil
}

// LogAttrs returns the attributes that identify the notification in logs:
// event_type, priority, publisher_id, topic, message_id, unique_id, and the
// request_id of its request context. None of them is secret.
func (in *Incoming) LogAttrs() []slog.Attr {
	return []slog.Attr{
		slog.String("event_type", in.EventType), slog.String("priority", string(in.Priority)),
		slog.String("publisher_id", in.PublisherID), slog.String("topic", in.Topic),
		slog.String("message_id", in.MessageID), slog.String("unique_id", in.UniqueID),
		slog.String("request_id", in.Context.RequestID()),
	}
}
