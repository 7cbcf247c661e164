package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/internal/life"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Listener hands notifications to its events and acknowledges them afterwards,
// so each is handled at least once.
//
// A notification ends in one of these ways:
//   - An event handled it, or no event wants it: it is acknowledged.
//   - An event failed: it is given back as often as [WithRequeue] allows. Otherwise it is logged and acknowledged.
//   - Its payload does not fit ([oslo.PayloadError]), or its priority is missing or unknown: it is logged and acknowledged.
//   - It can't be decoded: the transport logs and drops it.
//   - It repeats one of the last 16 acknowledged: it is acknowledged.
//
// Start, Stop, Wait and Serve work as in [oslo.Server].
// oslo.messaging's name is oslo_messaging.get_notification_listener.
type Listener struct {
	life       life.Lifecycle
	tr         oslo.Transport
	targets    []oslo.Target
	exchange   string // of targets without one
	pool       string
	poolExpiry time.Duration // 0 for never
	prefetch   int
	workers    int
	batch      int
	batchWait  time.Duration
	requeue    *requeuePolicy // nil without WithRequeue
	serializer oslo.Serializer
	wraps      []func(Event) Event
	seen       inflight.Seen

	mu     sync.Mutex // guards the registrations below
	events []*event
	errs   []error
}

// NewListener makes a listener for the topics of targets, each in its
// exchange. It does no I/O.
func NewListener(tr oslo.Transport, targets []oslo.Target, opts ...ListenerOption) *Listener {
	settings := transport.Settings{}.WithDefaults()
	if tr != nil {
		settings = tr.Settings()
	}
	l := &Listener{tr: tr, targets: targets, exchange: settings.ControlExchange, workers: settings.Workers, batch: 1}
	l.life = life.Lifecycle{What: "notification listener", Drain: life.DefaultDrain, Log: settings.Logger}
	if tr == nil {
		l.mistake(errors.New("the listener's transport is nil"))
	}
	for _, opt := range opts {
		if opt == nil {
			l.mistake(errors.New("a listener option is nil"))
			continue
		}
		opt.applyListener(l)
	}
	return l
}

// Handle registers events. Call it before Start, which reports errors. It
// panics while the listener runs. Events that want the same notification handle
// it in the order of registration.
func (l *Listener) Handle(events ...Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.life.Running() {
		panic("notify: Handle: the listener is running; register events before Start")
	}
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

// Serve starts the listener and blocks until ctx ends. Then it takes no more
// notifications, finishes those it has and returns nil. If events still run
// after the drain timeout, it cancels their ctx and returns an error. Serve
// also drains and returns when the listener is stopped elsewhere, with nil, and
// when its transport is closed, with an error that matches oslo.ErrClosed.
func (l *Listener) Serve(ctx context.Context) error { return l.life.Serve(ctx, l.Start) }

// Start subscribes and returns. Notifications are handled in the background.
func (l *Listener) Start(ctx context.Context) error { return l.life.Start(ctx, l.begin) }

// Stop takes no more notifications and lets the events finish those already
// taken. A Start that is still running fails. See Wait.
func (l *Listener) Stop(ctx context.Context) error { return l.life.Stop(ctx) }

// Wait stops the listener if it still runs, and blocks until all taken
// notifications are handled. If ctx ends first, Wait cancels the events' ctx
// and returns an error. Notifications without acknowledgement go back to the
// bus.
func (l *Listener) Wait(ctx context.Context) error { return l.life.Wait(ctx) }

// Done works as in [oslo.Server].
func (l *Listener) Done() <-chan struct{} { return l.life.Done() }

// Err returns why the listener ended by itself, or nil.
func (l *Listener) Err() error { return l.life.Err() }

// Reset does nothing. See [oslo.Server.Reset].
func (l *Listener) Reset() {}

func (l *Listener) begin(ctx context.Context) (*life.Cycle, error) {
	s, err := l.setUp()
	if err != nil {
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	release, err := l.claim(s.sub)
	if err != nil {
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	pool := life.NewWorkers(life.Jobs(ctx), l.workers, s.handle)
	pool.Busy = func() { l.life.Log.Warn("all workers are busy, notifications wait", "workers", l.workers) }
	batches := newBatcher(l.batch, l.batchWait, func(batch []*Incoming) {
		pool.Submit(batch) // a refused batch stays unacknowledged and goes back
	})
	listener, err := l.tr.Subscribe(ctx, s.sub, func(n *transport.Notification) { l.receive(n, batches) })
	if err != nil {
		pool.Cancel()
		release()
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	return &life.Cycle{
		Stop: func(ctx context.Context) error {
			pool.Release()
			return listener.Stop(ctx)
		},
		Finish: func(ctx context.Context) error {
			defer release()
			batches.flush()
			return errors.Join(pool.Drain(ctx), life.CloseBy(ctx, listener))
		},
		Cancel:  pool.Cancel,
		Lost:    l.tr.Closed(),
		LostErr: func() error { return fmt.Errorf("the transport: %w", oslo.ErrClosed) },
	}, nil
}
