package transport

// Drop is a message that was taken from the bus and dropped, for
// [Settings.OnDrop]. Kind and Reason have few values, so they are fit for the labels
// of a metric.
type Drop struct {
	// Kind is "request", "notification" or "reply".
	Kind string
	// Reason is one of the constants below.
	Reason string
	// Queue is the queue it came from, whose name may have a random part. Empty if
	// the transport can't tell.
	Queue string
}

// The reasons of drops.
const (
	// DropUnreadable is a body that can't be decoded, or one that is too large.
	DropUnreadable = "unreadable"
	// DropStray is a notification in a queue of requests, or the reverse.
	DropStray = "stray"
	// DropUnknownPriority is a notification without one of oslo.messaging's
	// priorities.
	DropUnknownPriority = "unknown_priority"
	// DropDuplicate is a message that came a second time.
	DropDuplicate = "duplicate"
	// DropRedelivered is a request that another server may have run.
	DropRedelivered = "redelivered"
	// DropRequeued is a notification that was given back too often.
	DropRequeued = "requeued"
	// DropDrained is a request that came after its server's drain timeout.
	DropDrained = "drained"
)

// Drop tells OnDrop about a dropped message.
func (s Settings) Drop(kind, reason, queue string) {
	if s.OnDrop != nil {
		s.OnDrop(Drop{Kind: kind, Reason: reason, Queue: queue})
	}
}
