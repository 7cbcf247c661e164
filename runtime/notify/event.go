package notify

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Event handles some of a [Listener]'s notifications. Generated listeners
// register one for each oslo:event:
//
//	l.Handle(notify.Event{
//		Type:       "instance.create.end",
//		Priorities: []Priority{PriorityInfo},
//		Run: func(ctx context.Context, in *Incoming) error {
//			var payload InstancePayload
//			if err := in.Decode(&payload); err != nil {
//				return err
//			}
//			return events.CreateEnd(ctx, payload)
//		},
//	})
type Event struct {
	// Name is for logs. Defaults to Type.
	Name string
	// Type is the event type to handle. Empty means any.
	Type string
	// Topics are the topics of the event's notifications. A listener with none of
	// them does not start. Empty means any.
	Topics []string
	// Priorities are the priorities to handle. None means all of them. The
	// listener subscribes to the queues of all its events' priorities.
	Priorities []Priority
	// Filter holds further conditions.
	Filter Filter
	// Run handles one notification. Its ctx carries the request context, and
	// the notification for [IncomingFrom]. An error or a panic ends the
	// notification, so later events don't see it. The listener gives it back if
	// it has [WithRequeue], and drops it otherwise. A *oslo.PayloadError always
	// drops it.
	Run func(ctx context.Context, in *Incoming) error
	// RunBatch, if set, replaces Run in a listener with [WithBatch]. It gets a
	// batch of notifications of one priority. Without WithBatch it gets batches
	// of one. An error ends all of them, and so does a *oslo.PayloadError. A
	// *BatchError ends those that it names.
	RunBatch func(ctx context.Context, batch []*Incoming) error
}

// ErrRequeue gives a notification back to the bus when an event returns it.
// Other errors do so too, but they are logged as failures
// (NotificationResult.REQUEUE).
var ErrRequeue = errors.New("requeue")

// event is an Event with its filter compiled.
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
		if !slices.Contains(Priorities(), p) {
			return nil, fmt.Errorf("event %q: there is no priority %q; those there are: %v", e.Name, p, Priorities())
		}
		r.wants[p] = true
	}
	return r, nil
}

// matches reports whether the event wants the notification. It asks the
// serializer only if type and priority fit, because an unwanted notification
// need not be readable.
func (e *event) matches(ctx context.Context, h *handling, z oslo.Serializer) (bool, error) {
	if !e.wants[h.Priority] || e.Type != "" && e.Type != h.EventType {
		return false, nil
	}
	if err := recovered(func() error { return h.prepare(ctx, z) }); err != nil {
		return false, err
	}
	return e.filter.match(h.Incoming)
}

// handling is one notification in the hands of a listener's events.
type handling struct {
	*Incoming
	prepared bool
	err      error // of the event that ended it
}

// prepare passes the context through the serializer, and makes Decode do so
// with the payload.
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
	h.deserialize = func(payload []byte) ([]byte, error) {
		return z.DeserializeEntity(oslo.WithRequestContext(ctx, rc), payload)
	}
	return nil
}

// run handles the notifications of a batch that the event wants and that no
// earlier event has ended.
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
		ctx := newEventContext(oslo.WithRequestContext(ctx, h.Context), h.Incoming)
		h.err = recovered(func() error { return e.Run(ctx, h.Incoming) })
		ctx.forget()
	}
}

func (e *event) runBatch(ctx context.Context, wanted []*handling) {
	batch := make([]*Incoming, len(wanted))
	for i, h := range wanted {
		batch[i] = h.Incoming
	}
	if err := recovered(func() error { return e.RunBatch(ctx, batch) }); err != nil {
		for i, h := range wanted {
			h.err = of(err, i)
		}
	}
}

// panicError is the panic of an event.
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
