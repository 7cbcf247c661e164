package notify

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Event is what a [Listener] does with some notifications. Generated
// listeners register one for each oslo:event:
//
//	l.Handle(notify.Event{
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
	Priorities []oslo.Priority
	// Filter narrows it further.
	Filter Filter
	// Run handles one notification; its request context is in ctx, and itself for
	// [IncomingFrom]. An error, or a
	// panic, ends the notification: later events don't see it, and it is given back
	// if the listener has [WithRequeue], else dropped. A *oslo.PayloadError always drops it.
	Run func(ctx context.Context, in *oslo.IncomingNotification) error
	// RunBatch, if set, is called in place of Run with what a listener with
	// [WithBatch] has collected, all of one priority; else with batches of one.
	// An error ends all of them, a *oslo.PayloadError too.
	RunBatch func(ctx context.Context, batch []*oslo.IncomingNotification) error
}

// ErrRequeue is what an event returns to give a notification back to the bus, as
// any other error does, but without its being logged as one
// (NotificationResult.REQUEUE).
var ErrRequeue = errors.New("requeue")

// event is an Event with everything resolved that can be.
type event struct {
	Event
	filter *filter
	wants  map[oslo.Priority]bool
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
		e.Priorities = oslo.Priorities()
	}
	r := &event{Event: e, filter: f, wants: map[oslo.Priority]bool{}}
	for _, p := range e.Priorities {
		if !slices.Contains(oslo.Priorities(), p) {
			return nil, fmt.Errorf("event %q: there is no priority %q; those there are: %v", e.Name, p, oslo.Priorities())
		}
		r.wants[p] = true
	}
	return r, nil
}

// matches reports whether the event wants the notification. The serializer is asked
// only if its type and priority fit: what no event wants need not be readable.
func (e *event) matches(ctx context.Context, h *handling, z oslo.Serializer) (bool, error) {
	if !e.wants[h.Priority] || e.Type != "" && e.Type != h.EventType {
		return false, nil
	}
	if err := recovered(func() error { return h.prepare(ctx, z) }); err != nil {
		return false, err
	}
	return e.filter.match(h.IncomingNotification)
}

// handling is one notification while the events of a listener handle it.
type handling struct {
	*oslo.IncomingNotification
	prepared bool
	err      error // of the event that ended it
}

// prepare passes the context through the serializer, and makes Decode do so with the
// payload.
func (h *handling) prepare(ctx context.Context, z oslo.Serializer) error {
	if h.prepared || z == nil {
		return nil
	}
	h.prepared = true
	rc, err := z.DeserializeContext(ctx, h.Context)
	if err != nil {
		return &oslo.PayloadError{EventType: h.EventType, Err: fmt.Errorf("deserialize the context: %w", err)}
	}
	h.Context = rc
	h.Deserialize = func(payload []byte) ([]byte, error) {
		return z.DeserializeEntity(oslo.WithRequestContext(ctx, rc), payload)
	}
	return nil
}

// run handles those of the batch that the event wants, and that no event has ended.
func (e *event) run(ctx context.Context, batch []handling, z oslo.Serializer) {
	var wanted []*handling
	for i := range batch {
		h := &batch[i]
		if h.err != nil {
			continue
		}
		var ok bool
		if ok, h.err = e.matches(ctx, h, z); ok {
			wanted = append(wanted, h)
		}
	}
	if e.RunBatch != nil && len(wanted) > 0 {
		e.runBatch(ctx, wanted)
		return
	}
	for _, h := range wanted {
		if h.err = ctx.Err(); h.err != nil {
			continue
		}
		ctx := &eventContext{oslo.WithRequestContext(ctx, h.Context), h.IncomingNotification}
		h.err = recovered(func() error { return e.Run(ctx, h.IncomingNotification) })
	}
}

func (e *event) runBatch(ctx context.Context, wanted []*handling) {
	batch := make([]*oslo.IncomingNotification, len(wanted))
	for i, h := range wanted {
		batch[i] = h.IncomingNotification
	}
	if err := recovered(func() error { return e.RunBatch(ctx, batch) }); err != nil {
		for _, h := range wanted {
			h.err = err
		}
	}
}

// panicError is an event that panicked.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic in an event: %T", e.value) }

// recovered runs f and turns a panic into an error. An error whose methods panic, such
// as a typed nil, is treated as a panic too, because it would otherwise panic outside any
// recover.
func recovered(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{p, debug.Stack()}
		}
	}()
	if err = f(); err != nil {
		_, _, _ = err.Error(), errors.Is(err, ErrRequeue), errors.As(err, new(*oslo.PayloadError))
	}
	return err
}
