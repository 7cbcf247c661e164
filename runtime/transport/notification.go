package transport

import (
	"cmp"
	"math"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Subscription says which notifications a listener wants.
type Subscription struct {
	// Bindings are the keys it wants, each in its exchange. Each key has the queue of
	// its name.
	Bindings []Binding
	// Pool is the name of one queue that is bound to all of them in place of the queues
	// of the keys. Listeners of one pool share its messages. Empty means no pool.
	Pool string
	// PoolExpiry is how long the pool's queue stays when no listener consumes it.
	// 0 means for ever. A transport whose queues end with the process may ignore it.
	PoolExpiry time.Duration
	// Prefetch is how many messages may be unsettled at once. 0 means the transport's
	// default, and a negative number means no limit. See PrefetchOr.
	Prefetch int
	// Batch is how many messages are collected before they are handled.
	Batch int
	// Waiting is how many more messages may be unsettled, because they wait to be
	// given back and must not keep others from being delivered.
	Waiting int
}

// Binding is a topic exchange and a routing key, "topic.priority".
type Binding struct{ Exchange, Key string }

// maxPrefetch is as far as AMQP counts (basic.qos).
const maxPrefetch = math.MaxUint16

// PrefetchOr returns how many messages may be unsettled at once, where otherwise is
// the default. It has room for two batches, one that is handled and one that is
// collected, and for the messages that wait to be given back.
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

// Notification is one notification that was taken from the bus. [ReadNotification]
// reads it, and the transport adds Key, Redelivered and Settler. It must be settled
// once. After its connection is lost, settling it does nothing and the bus delivers
// it again.
type Notification struct {
	Key           string // it was published with, empty if the transport can't tell
	MessageID     string
	PublisherID   string
	EventType     string
	Priority      string    // as it was sent, in upper case by convention
	Payload       []byte    // JSON text
	Timestamp     time.Time // zero if it can't be read
	TimestampText string    // as it was sent
	UniqueID      string
	Message       []byte // the JSON text of all of it, the request context among it
	Queue         string // it came from, for logs; empty if the transport can't tell
	Redelivered   bool
	Settler       Settler
}

// ReadNotification reads a notification's message body, with or without envelope, into
// n. An error means that the message must be dropped.
func ReadNotification(body []byte, n *Notification) error {
	w, err := wire.DecodeNotification(body)
	if err != nil {
		return err
	}
	*n = Notification{
		MessageID: w.MessageID, PublisherID: w.PublisherID, EventType: w.EventType, Priority: w.Priority,
		Payload: w.Payload, Timestamp: w.Timestamp, TimestampText: w.TimestampText, UniqueID: w.UniqueID,
		Message: w.Message,
	}
	return nil
}

// IsRequest reports whether the message is a request that came to a queue of
// notifications.
func (n *Notification) IsRequest() bool {
	return n.EventType == "" && wire.HasField(n.Message, "method") && !wire.HasField(n.Message, "event_type")
}

// Settler ends the delivery of one notification.
type Settler interface {
	// Ack tells the bus that the notification was handled.
	Ack() error
	// Requeue gives it back, to be delivered again.
	Requeue() error
}
