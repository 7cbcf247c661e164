package notify

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/claims"
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
	pool := life.NewWorkers(life.Jobs(ctx), l.workers, s.handle)
	pool.Busy = func() { l.life.Log.Warn("all workers are busy, notifications wait", "workers", l.workers) }
	batches := newBatcher(l.batch, l.batchWait, func(batch []*Incoming) {
		pool.Submit(batch) // a refused batch stays unacknowledged and goes back
	})
	release, err := l.claim(s.sub)
	if err != nil {
		pool.Cancel()
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	listener, err := l.tr.Subscribe(ctx, s.sub, func(n *transport.Notification) {
		if n.IsRequest() {
			l.tr.Settings().Drop("request", transport.DropStray, n.Queue)
			l.life.Log.Warn("request dropped: it came to a queue of notifications; is the pool named like a topic of RPC?", "queue", n.Queue)
			_ = n.Settler.Ack() // if it fails the request comes again
			return
		}
		l.receive(received(n), batches)
	})
	if err != nil {
		pool.Cancel()
		release()
		return nil, fmt.Errorf("listen for notifications: %w", err)
	}
	finish := func(ctx context.Context) error {
		defer release()
		batches.flush()
		return errors.Join(pool.Drain(ctx), life.CloseBy(ctx, listener))
	}
	return &life.Cycle{
		Stop: func(ctx context.Context) error {
			pool.Release()
			return listener.Stop(ctx)
		},
		Finish:  finish,
		Cancel:  pool.Cancel,
		Lost:    l.tr.Closed(),
		LostErr: func() error { return fmt.Errorf("the transport: %w", oslo.ErrClosed) },
	}, nil
}

// claim notes what the listener consumes. It fails if a server of this process, or a
// listener of another kind, consumes a queue of that name.
func (l *Listener) claim(sub transport.Subscription) (release func(), err error) {
	if sub.Pool != "" {
		return claims.Take(l.tr, claims.Pool, sub.Pool)
	}
	var queues []string
	for _, b := range sub.Bindings {
		queues = append(queues, b.Key)
	}
	return claims.Take(l.tr, claims.Notifications, queues...)
}

// session is one period from Start to Wait, with the events registered at its
// start.
type session struct {
	*Listener
	sub    transport.Subscription
	events []*event
}

// setUp checks the events and finds the priorities to subscribe to.
func (l *Listener) setUp() (*session, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case len(l.errs) > 0:
		return nil, errors.Join(l.errs...)
	case len(l.events) == 0:
		return nil, errors.New("no event is registered")
	case len(l.targets) == 0:
		return nil, errors.New("no target is given")
	case l.poolExpiry != 0 && l.pool == "":
		return nil, errors.New("WithPoolExpiry is for the queue of a pool: use it together with WithPool")
	}
	for _, t := range l.targets {
		if t.Topic == "" {
			return nil, &oslo.InvalidTargetError{Target: t, Reason: "it has no topic"}
		}
		if len(t.Topic) > maxTopic {
			return nil, &oslo.InvalidTargetError{Target: t, Reason: "the topic is longer than 246 bytes"}
		}
	}
	if err := l.checkTopics(); err != nil {
		return nil, err
	}
	wanted := map[Priority]bool{}
	for _, e := range l.events {
		maps.Copy(wanted, e.wants)
	}
	if most := max(l.batch, l.prefetch); most > maxPrefetch {
		return nil, fmt.Errorf("the batch or the prefetch is %d, and at most %d may be held unacknowledged", most, maxPrefetch)
	}
	s := &session{Listener: l, events: slices.Clone(l.events)}
	s.sub = transport.Subscription{Pool: l.pool, PoolExpiry: l.poolExpiry, Prefetch: l.prefetch, Batch: l.batch}
	for _, t := range l.targets {
		for _, p := range slices.Sorted(maps.Keys(wanted)) {
			s.sub.Bindings = append(s.sub.Bindings, transport.Binding{Exchange: cmp.Or(t.Exchange, l.exchange), Key: key(t.Topic, p)})
		}
	}
	if l.requeue != nil {
		s.sub.Waiting = maxWaiting
	}
	return s, nil
}

// checkTopics returns an error for an event whose topics the listener does not
// listen to.
func (l *Listener) checkTopics() error {
	var topics []string
	for _, t := range l.targets {
		topics = append(topics, t.Topic)
	}
	for _, e := range l.events {
		if len(e.Topics) > 0 && !slices.ContainsFunc(e.Topics, func(t string) bool { return slices.Contains(topics, t) }) {
			return fmt.Errorf("event %q is sent to topic %s, and the listener has topic %s: give it a target of that topic",
				e.Name, strings.Join(e.Topics, " or "), strings.Join(topics, ", "))
		}
	}
	return nil
}

// maxTopic is the longest topic whose queues have names that AMQP allows. With
// ".critical" they have 255 bytes.
const maxTopic = 255 - len(".critical")

// maxPrefetch is the largest prefetch count of basic.qos.
const maxPrefetch = math.MaxUint16

// receive settles notifications that no event has to see, and collects the
// rest.
func (l *Listener) receive(in *Incoming, batches *batcher) {
	switch {
	case l.seen.Has(in.UniqueID):
		l.drop(in, transport.DropDuplicate)
		l.ack(in)
	case !slices.Contains(Priorities(), in.Priority):
		l.drop(in, transport.DropUnknownPriority)
		l.ack(in)
	default:
		batches.add(in)
	}
}

// drop counts and logs a notification that no event gets.
func (l *Listener) drop(in *Incoming, reason string) {
	l.tr.Settings().Drop("notification", reason, in.queue)
	l.life.Log.Warn("notification dropped", append(logAttrs(in), "reason", reason, "queue", in.queue)...)
}

// handle runs the events for a batch, one priority after the other.
func (l *session) handle(ctx context.Context, batch []*Incoming) {
	all := make([]handling, len(batch))
	for i, in := range batch {
		all[i].Incoming = in
	}
	defer func() { // all is empty unless an event ended its goroutine
		for _, h := range all {
			h.err = cmp.Or(h.err, errExit)
			l.settle(ctx, h)
		}
	}()
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

// errExit is the failure of an event that ended its goroutine, as
// testing.T.FailNow does.
var errExit = errors.New("the event ended its goroutine (runtime.Goexit)")

// run runs the events in order until ctx ends.
func (l *session) run(ctx context.Context, batch []handling) {
	for _, e := range l.events {
		if ctx.Err() == nil {
			e.run(ctx, batch, l.serializer)
			continue
		}
		for i := range batch {
			batch[i].err = cmp.Or(batch[i].err, ctx.Err())
		}
	}
}
