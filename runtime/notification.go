package oslo

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
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
	Context     RequestContext
	// Exchange is the topic exchange. Empty means the control exchange.
	Exchange string
	// Topics are its topics. For each it goes to the queue "topic.priority".
	Topics []string
	// Bare sends the message without envelope, as the driver "messaging" does.
	Bare     bool
	Delivery Delivery
}

// Subscription says which notifications a listener wants.
type Subscription struct {
	// Targets give topic and exchange. Each target has one queue for each priority.
	Targets []Target
	// Priorities that are wanted.
	Priorities []Priority
	// Pool shares the messages among listeners of one pool name. Every pool gets
	// each message once. Empty means the plain queues "topic.priority".
	Pool string
	// Prefetch is how many messages may be unsettled at once. 0 means the transport's
	// default, and a negative number means no limit. See PrefetchOr.
	Prefetch int
	// Batch is how many messages are collected before they are handled.
	Batch int
	// Waiting is how many more messages may be unsettled, because they wait to be
	// given back and must not keep others from being delivered.
	Waiting int
}

// maxPrefetch is as far as AMQP counts (basic.qos).
const maxPrefetch = math.MaxUint16

// PrefetchOr is how many messages may be unsettled at once, with that default: two
// batches at least, of which one is handled while the next is collected, and those
// that wait.
func (s Subscription) PrefetchOr(otherwise int) int {
	n := cmp.Or(s.Prefetch, otherwise)
	if s.Batch > 1 && n > 0 {
		n = max(n, min(2*s.Batch, maxPrefetch))
	}
	if n > 0 {
		n = min(n+s.Waiting, maxPrefetch)
	}
	return n
}

// QueueName is the queue that takes the messages of one topic and priority: the
// pool's if there is one.
func (s Subscription) QueueName(topic string, p Priority) string {
	if s.Pool != "" {
		return s.Pool
	}
	return NotificationKey(topic, p)
}

// NotificationKey is the key a notification is published with, and the name of
// the queue it waits in.
func NotificationKey(topic string, p Priority) string { return topic + "." + string(p) }

// NotificationTopic is the topic of a [NotificationKey], or "" if key is none.
func NotificationTopic(key string) string { return key[:max(strings.LastIndexByte(key, '.'), 0)] }

// IncomingNotification is one notification taken from the bus. It must be settled
// once, with Ack or Requeue. After its connection is lost, settling it does nothing
// and the bus delivers it again.
type IncomingNotification struct {
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
	Context       RequestContext
	Redelivered   bool
	Settler       Settler
	// Deserialize is the listener's serializer, through which Decode passes the
	// payload. Nil if there is none.
	Deserialize func(payload []byte) ([]byte, error)
}

// Settler ends the delivery of one notification.
type Settler interface {
	// Ack tells the bus that the notification was handled.
	Ack() error
	// Requeue gives it back, to be delivered again.
	Requeue() error
}

// Decode reads the payload into v. Fields that v does not have are ignored: newer
// publishers send more. An error is a *PayloadError.
func (in *IncomingNotification) Decode(v any) error {
	payload := in.Payload
	if in.Deserialize != nil {
		var err error
		if payload, err = in.Deserialize(payload); err != nil {
			return &PayloadError{in.EventType, fmt.Errorf("deserialize: %w", err)}
		}
	}
	if err := wire.Unmarshal(payload, v); err != nil {
		return &PayloadError{in.EventType, err}
	}
	return nil
}
