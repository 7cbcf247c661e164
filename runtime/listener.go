package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// NotificationListener hands notifications to the events registered with it and
// acknowledges them afterwards: each is handled at least once.
//
// What becomes of one:
//   - handled, or wanted by no event: acknowledged;
//   - an event fails: given back if the listener has [WithRequeue], as often as
//     that allows; else logged and acknowledged;
//   - its payload does not fit ([PayloadError]), or its priority is missing or
//     unknown: logged and acknowledged;
//   - it can't be decoded at all: logged and dropped by the transport;
//   - a duplicate of one of the last 16 acknowledged: acknowledged.
//
// Start, Stop, Wait and Serve are those of [Server].
// Source: oslo_messaging.get_notification_listener.
type NotificationListener struct {
	life       lifecycle
	tr         Transport
	sub        Subscription
	workers    int
	batch      int
	batchWait  time.Duration
	requeue    *requeuePolicy // nil if nothing is given back
	serializer Serializer
	wraps      []func(Event) Event
	seen       inflight.Seen

	mu     sync.Mutex // guards the set-up below
	events []*event
	errs   []error
}

// NewNotificationListener makes a listener for the topics of targets, each in its
// exchange. It does no I/O.
func NewNotificationListener(tr Transport, targets []Target, opts ...ListenerOption) *NotificationListener {
	settings := tr.Settings()
	l := &NotificationListener{tr: tr, sub: Subscription{Targets: targets}, workers: settings.Workers, batch: 1}
	l.life = lifecycle{what: "notification listener", drain: defaultDrain, log: settings.Logger}
	for _, opt := range opts {
		opt(l)
	}
	return l
}

// Handle registers events; all of them before Start. A notification goes to those
// that want it in the order they were registered. A mistake is returned by Start.
func (l *NotificationListener) Handle(events ...Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range events {
		for _, wrap := range slices.Backward(l.wraps) {
			e = wrap(e)
		}
		r, err := newEvent(e)
		if err != nil {
			l.errs = append(l.errs, err)
			continue
		}
		l.events = append(l.events, r)
	}
}

// Serve starts the listener and blocks until ctx ends; then it takes nothing more,
// finishes what it has and returns nil. Events that still run after the drain
// timeout have their ctx cancelled, and Serve returns an error.
func (l *NotificationListener) Serve(ctx context.Context) error { return l.life.serve(ctx, l.Start) }

// Start subscribes and returns; notifications are handled in the background.
func (l *NotificationListener) Start(ctx context.Context) error { return l.life.start(ctx, l.begin) }

// Stop takes no more notifications; those already taken are finished. A Start that is
// under way fails. See Wait.
func (l *NotificationListener) Stop(ctx context.Context) error { return l.life.stop(ctx) }

// Wait stops the listener if it still runs and blocks until everything that was
// taken is handled. When ctx ends first, the events' ctx is cancelled and Wait
// returns an error without them. What is not acknowledged goes back to the bus.
func (l *NotificationListener) Wait(ctx context.Context) error { return l.life.wait(ctx) }

// Reset does nothing; see [Server.Reset].
func (l *NotificationListener) Reset() {}

func (l *NotificationListener) begin(ctx context.Context) (*cycle, error) {
	if err := l.setUp(); err != nil {
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	pool := newWorkers(l.workers, l.handle)
	batches := newBatcher(l.batch, l.batchWait, func(batch []*IncomingNotification) {
		pool.submit(batch) // if it is refused the batch stays unacknowledged, and goes back
	})
	listener, err := l.tr.Subscribe(ctx, l.sub, func(in *IncomingNotification) { l.receive(in, batches) })
	if err != nil {
		pool.cancel()
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	finish := func(ctx context.Context) error {
		batches.flush()
		return errors.Join(pool.drain(ctx), closeBy(ctx, listener))
	}
	return &cycle{stop: listener.Stop, finish: finish, cancel: pool.cancel}, nil
}

// setUp checks what was registered and finds the priorities to subscribe to.
func (l *NotificationListener) setUp() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case len(l.errs) > 0:
		return errors.Join(l.errs...)
	case len(l.events) == 0:
		return errors.New("no event is registered")
	case len(l.sub.Targets) == 0:
		return errors.New("no target is given")
	}
	for _, t := range l.sub.Targets {
		if err := t.checkSend(); err != nil {
			return err
		}
	}
	wanted := map[Priority]bool{}
	for _, e := range l.events {
		maps.Copy(wanted, e.wants)
	}
	l.sub.Priorities = slices.Sorted(maps.Keys(wanted))
	if most := max(l.batch, l.sub.Prefetch); most > maxPrefetch {
		return fmt.Errorf("the batch or the prefetch is %d, and at most %d may be held unacknowledged", most, maxPrefetch)
	}
	l.sub.Batch = l.batch
	return nil
}

// receive settles what no event has to see, and collects the rest.
func (l *NotificationListener) receive(in *IncomingNotification, batches *batcher) {
	switch {
	case l.seen.Has(in.UniqueID):
		l.life.log.Warn("duplicate notification dropped", in.logAttrs()...)
		l.ack(in)
	case !slices.Contains(Priorities(), in.Priority):
		l.life.log.Warn("notification of unknown priority dropped", in.logAttrs()...)
		l.ack(in)
	default:
		batches.add(in)
	}
}

// handle runs the events for a batch, one priority after the other.
func (l *NotificationListener) handle(ctx context.Context, batch []*IncomingNotification) {
	all := make([]handling, len(batch))
	for i, in := range batch {
		all[i].IncomingNotification = in
	}
	slices.SortStableFunc(all, func(a, b handling) int { return cmp.Compare(a.Priority, b.Priority) })
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Priority == all[0].Priority {
			n++
		}
		l.run(ctx, all[:n])
		for _, h := range all[:n] {
			l.settle(ctx, h)
		}
		all = all[n:]
	}
}

// run runs the events in order, while ctx lasts.
func (l *NotificationListener) run(ctx context.Context, batch []handling) {
	if l.serializer != nil {
		for i := range batch {
			h := &batch[i]
			h.err = recovered(func() error { return l.deserialize(ctx, h.IncomingNotification) })
		}
	}
	for _, e := range l.events {
		if ctx.Err() == nil {
			e.run(ctx, batch)
			continue
		}
		for i := range batch {
			batch[i].err = cmp.Or(batch[i].err, ctx.Err())
		}
	}
}

func (l *NotificationListener) deserialize(ctx context.Context, in *IncomingNotification) (err error) {
	if in.Context, err = l.serializer.DeserializeContext(ctx, in.Context); err != nil {
		return fmt.Errorf("deserialize the context: %w", err)
	}
	if in.Payload, err = l.serializer.DeserializeEntity(WithRequestContext(ctx, in.Context), in.Payload); err != nil {
		return fmt.Errorf("deserialize the payload: %w", err)
	}
	return nil
}

// settle acknowledges a notification or, if its event failed and it may come again,
// gives it back. One that the end of the drain interrupted is left to go back when the
// listener closes.
func (l *NotificationListener) settle(ctx context.Context, h handling) {
	if ctx.Err() != nil && h.err != nil {
		l.life.log.WarnContext(ctx, "notification interrupted; it will come again", append(h.logAttrs(), "error", h.err.Error())...)
		return
	}
	if h.err != nil && !errors.Is(h.err, ErrRequeue) {
		l.life.log.ErrorContext(ctx, "notification event failed", append(h.logAttrs(), failureAttrs(h.err)...)...)
	}
	if h.err != nil && l.requeue != nil && !errors.As(h.err, new(*PayloadError)) && l.giveBack(h.IncomingNotification) {
		return
	}
	l.ack(h.IncomingNotification)
}

// giveBack gives one notification back, after the policy's wait.
func (l *NotificationListener) giveBack(in *IncomingNotification) bool {
	wait, ok := l.requeue.next(in)
	if !ok {
		l.life.log.Error("notification dropped: it was given back too often", in.logAttrs()...)
		return false
	}
	time.AfterFunc(wait, func() { // after a close it does nothing
		if err := in.Settler.Requeue(); err != nil {
			l.life.log.Warn("notification not given back", append(in.logAttrs(), "error", err.Error())...)
		}
	})
	return true
}

func (l *NotificationListener) ack(in *IncomingNotification) {
	if l.requeue != nil {
		l.requeue.forget(in)
	}
	if err := in.Settler.Ack(); err != nil {
		l.life.log.Warn("notification not acknowledged; it will come again", append(in.logAttrs(), "error", err.Error())...)
		return
	}
	l.seen.Add(in.UniqueID)
}

// failureAttrs says in logs why an event failed.
func failureAttrs(err error) []any {
	attrs := []any{slog.String("error", err.Error())}
	if p, ok := errors.AsType[*panicError](err); ok {
		attrs = append(attrs, slog.String("panic_type", fmt.Sprintf("%T", p.value)), slog.String("stack", string(p.stack)))
	}
	return attrs
}

// logAttrs names the notification in logs; nothing secret.
func (in *IncomingNotification) logAttrs() []any {
	return []any{
		slog.String("event_type", in.EventType), slog.String("priority", string(in.Priority)),
		slog.String("message_id", in.MessageID), slog.String("unique_id", in.UniqueID),
		slog.String("publisher_id", in.PublisherID),
	}
}
