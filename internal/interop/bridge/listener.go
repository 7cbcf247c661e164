package main

import (
	"context"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// newListener makes a listener that passes its notifications on as lists: of
// priority, event type, payload and publisher, or of priority and messages.
func newListener(tr oslo.Transport, c command, tell func(any)) *notify.Listener {
	var targets []oslo.Target
	for _, topic := range c.Topics {
		targets = append(targets, oslo.Target{Topic: topic})
	}
	// The tests want the order kept.
	options := []notify.ListenerOption{notify.WithWorkers(1)}
	e := notify.Event{Name: "any", Run: func(_ context.Context, in *notify.Incoming) error {
		tell(heard(in))
		return nil
	}}
	if c.BatchSize > 0 {
		options = append(options, notify.WithBatch(c.BatchSize, time.Duration(c.BatchTimeout*float64(time.Second))))
		e.RunBatch = func(_ context.Context, batch []*notify.Incoming) error {
			var messages []any
			for _, in := range batch {
				messages = append(messages, heard(in))
			}
			tell([]any{batch[0].Priority, messages})
			return nil
		}
	}
	l := notify.NewListener(tr, targets, options...)
	l.Handle(e)
	return l
}

func heard(in *notify.Incoming) []any {
	var payload any
	if err := in.Decode(&payload); err != nil {
		payload = err.Error()
	}
	return []any{in.Priority, in.EventType, payload, in.PublisherID}
}
