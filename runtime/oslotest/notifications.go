package oslotest

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Notifications records the notifications that are sent to some topics.
type Notifications struct {
	*records[*notify.Incoming]
}

// RecordNotifications listens until the test ends and records every
// notification of the topics. Without topics it takes "notifications". It takes
// them from the queues, so another listener in the test would see only some.
func RecordNotifications(tb testing.TB, tr oslo.Transport, topics ...string) *Notifications {
	tb.Helper()
	if len(topics) == 0 {
		topics = []string{"notifications"}
	}
	var targets []oslo.Target
	for _, topic := range topics {
		targets = append(targets, oslo.Target{Topic: topic})
	}
	n := &Notifications{newRecords[*notify.Incoming]()}
	l := notify.NewListener(tr, targets, notify.WithWorkers(1))
	l.Handle(notify.Event{Name: "record", Run: func(_ context.Context, in *notify.Incoming) error {
		n.add(in)
		return nil
	}})
	Start(tb, l)
	return n
}

// Next returns the first notification that it has not returned yet. It waits
// for one and ends the test if none comes within 10 s.
func (n *Notifications) Next(tb testing.TB) *notify.Incoming {
	tb.Helper()
	return n.next(tb, "notification")
}

// All returns all notifications so far, including those that Next returned.
func (n *Notifications) All() []*notify.Incoming { return n.all() }
