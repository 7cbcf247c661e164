package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
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

// Stop takes no more notifications; those already taken are finished. See Wait.
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
	if l.batch > 1 {
		l.sub.Prefetch = max(l.sub.Prefetch, 2*l.batch) // one is handled while the next is collected
	}
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
	if len(batch) == 1 {
		l.settle(ctx, batch, l.run(ctx, batch))
		return
	}
	groups := map[Priority][]*IncomingNotification{}
	for _, in := range batch {
		groups[in.Priority] = append(groups[in.Priority], in)
	}
	for _, p := range slices.Sorted(maps.Keys(groups)) {
		l.settle(ctx, groups[p], l.run(ctx, groups[p]))
	}
}

// run runs the events in order, until one fails.
func (l *NotificationListener) run(ctx context.Context, batch []*IncomingNotification) (err error) {
	defer func() {
		if p := recover(); p != nil {
			l.life.log.ErrorContext(ctx, "notification event panicked", append(batch[0].logAttrs(),
				"panic_type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))...)
			err = fmt.Errorf("panic in an event: %T", p)
		}
	}()
	if l.serializer != nil {
		if err := l.deserialize(ctx, batch); err != nil {
			return err
		}
	}
	for _, e := range l.events {
		if err := e.run(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func (l *NotificationListener) deserialize(ctx context.Context, batch []*IncomingNotification) (err error) {
	for _, in := range batch {
		if in.Context, err = l.serializer.DeserializeContext(ctx, in.Context); err != nil {
			return fmt.Errorf("deserialize the context: %w", err)
		}
		if in.Payload, err = l.serializer.DeserializeEntity(ctx, in.Payload); err != nil {
			return fmt.Errorf("deserialize the payload: %w", err)
		}
	}
	return nil
}

// settle acknowledges the batch or, if its events failed and it may come again,
// gives it back.
func (l *NotificationListener) settle(ctx context.Context, batch []*IncomingNotification, err error) {
	for _, in := range batch {
		if err != nil && !errors.Is(err, ErrRequeue) {
			l.life.log.ErrorContext(ctx, "notification event failed", append(in.logAttrs(), "error", err.Error())...)
		}
		if err != nil && l.requeue != nil && !errors.As(err, new(*PayloadError)) && l.giveBack(in) {
			continue
		}
		l.ack(in)
	}
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

// logAttrs names the notification in logs; nothing secret.
func (in *IncomingNotification) logAttrs() []any {
	return []any{
		slog.String("event_type", in.EventType), slog.String("priority", string(in.Priority)),
		slog.String("message_id", in.MessageID), slog.String("unique_id", in.UniqueID),
		slog.String("publisher_id", in.PublisherID),
	}
}
