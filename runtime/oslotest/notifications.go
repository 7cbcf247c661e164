package oslotest

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Notifications records the notifications that are sent to some topics.
type Notifications struct {
	*records[*oslo.IncomingNotification]
}

// RecordNotifications listens until the test ends and records every notification
// of the topics, "notifications" if there are none. It takes them from the queues, so
// a listener of the test's own would see only some.
func RecordNotifications(tb testing.TB, tr oslo.Transport, topics ...string) *Notifications {
	tb.Helper()
	if len(topics) == 0 {
		topics = []string{"notifications"}
	}
	var targets []oslo.Target
	for _, topic := range topics {
		targets = append(targets, oslo.Target{Topic: topic})
	}
	n := &Notifications{newRecords[*oslo.IncomingNotification]()}
	l := notify.NewListener(tr, targets, notify.WithWorkers(1))
	l.Handle(notify.Event{Name: "record", Run: func(_ context.Context, in *oslo.IncomingNotification) error {
		n.add(in)
		return nil
	}})
	Start(tb, l)
	return n
}

// Next returns the next notification that was not returned before. It waits for one
// and ends the test if none comes within 10 s.
func (n *Notifications) Next(tb testing.TB) *oslo.IncomingNotification {
	tb.Helper()
	return n.next(tb, "notification")
}

// All returns the notifications recorded so far, those that Next returned too.
func (n *Notifications) All() []*oslo.IncomingNotification { return n.all() }
