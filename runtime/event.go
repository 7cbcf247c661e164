package runtime

import (
	"context"
	"errors"
	"fmt"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Event is what a [NotificationListener] does with some notifications. Generated
// listeners register one for each oslo:event:
//
//	l.Handle(oslo.Event{
//		Type:       "instance.create.end",
//		Priorities: []oslo.Priority{oslo.PriorityInfo},
//		Run: func(ctx context.Context, in *oslo.IncomingNotification) error {
//			var payload InstancePayload
//			if err := in.Decode(&payload); err != nil {
//				return err
//			}
//			return events.CreateEnd(ctx, payload)
//		},
//	})
type Event struct {
	// Name is for logs; the Type by default.
	Name string
	// Type is the one event type that is wanted; empty means any.
	Type string
	// Priorities that are wanted; none means all of them. The listener subscribes
	// to the queues of those that some event wants.
	Priorities []Priority
	// Filter narrows it further.
	Filter NotificationFilter
	// Run handles one notification; the request context is in ctx. An error ends
	// the notification: later events don't see it, and it is given back if the
	// listener has [WithRequeue], else dropped. A *PayloadError always drops it.
	Run func(ctx context.Context, in *IncomingNotification) error
	// RunBatch, if set, is called in place of Run with what a listener with
	// [WithBatch] has collected, all of one priority; else with batches of one.
	// An error ends them all.
	RunBatch func(ctx context.Context, batch []*IncomingNotification) error
}

// ErrRequeue is what an event returns to give a notification back to the bus, as
// any other error does, but without its being logged as one
// (NotificationResult.REQUEUE).
var ErrRequeue = errors.New("requeue")

// PayloadError is a notification whose payload does not fit the event. It is
// logged and dropped: it would not fit the next time either.
type PayloadError struct {
	EventType string
	Err       error
}

func (e *PayloadError) Error() string {
	return fmt.Sprintf("read the payload of %s: %v", e.EventType, e.Err)
}

func (e *PayloadError) Unwrap() error { return e.Err }

// Decode reads the payload into v. Fields that v does not have are ignored: newer
// publishers send more. An error is a *PayloadError.
func (in *IncomingNotification) Decode(v any) error {
	if err := wire.Unmarshal(in.Payload, v); err != nil {
		return &PayloadError{in.EventType, err}
	}
	return nil
}

// event is an Event with everything resolved that can be.
type event struct {
	Event
	filter *filter
	wants  map[Priority]bool
}

func newEvent(e Event) (*event, error) {
	if e.Name == "" {
		e.Name = e.Type
	}
	if e.Run == nil && e.RunBatch == nil {
		return nil, fmt.Errorf("event %q: neither Run nor RunBatch is set", e.Name)
	}
	f, err := e.Filter.compile()
	if err != nil {
		return nil, fmt.Errorf("event %q: %w", e.Name, err)
	}
	if len(e.Priorities) == 0 {
		e.Priorities = Priorities()
	}
	r := &event{Event: e, filter: f, wants: map[Priority]bool{}}
	for _, p := range e.Priorities {
		r.wants[p] = true
	}
	return r, nil
}

// matches reports whether the event wants the notification.
func (e *event) matches(in *IncomingNotification) (bool, error) {
	if !e.wants[in.Priority] || e.Type != "" && e.Type != in.EventType {
		return false, nil
	}
	return e.filter.match(in)
}

// run handles those of the batch that the event wants.
func (e *event) run(ctx context.Context, batch []*IncomingNotification) error {
	var wanted []*IncomingNotification
	for _, in := range batch {
		ok, err := e.matches(in)
		if err != nil {
			return err
		}
		if ok {
			wanted = append(wanted, in)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	if e.RunBatch != nil {
		return e.RunBatch(ctx, wanted)
	}
	for _, in := range wanted {
		if err := e.Run(WithRequestContext(ctx, in.Context), in); err != nil {
			return err
		}
	}
	return nil
}
