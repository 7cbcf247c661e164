package amqp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// Driver makes transports for rabbit:// and kombu:// URLs. The URL's query
// overrides opts.
func Driver(opts ...Option) oslo.Driver {
	return oslo.Driver{
		Schemes: []string{"rabbit", "kombu"},
		Open: func(_ context.Context, u *oslo.URL, s oslo.Settings) (oslo.Transport, error) {
			return open(u, s, opts)
		},
	}
}

// transport is an oslo.Transport over RabbitMQ.
type transport struct {
	config   Config
	settings oslo.Settings
	log      *slog.Logger
	dialer   *dialer
	names    *namer
	pool     *pool
	calls    *inflight.Table[oslo.Reply]
	replies  *replies
	replier  *replier

	mu        sync.Mutex
	listeners map[*listener]struct{}
	closed    bool
	closing   chan struct{} // closed by Close
	done      chan struct{} // closed when Close has finished
}

var _ oslo.Transport = (*transport)(nil)

func open(u *oslo.URL, s oslo.Settings, opts []Option) (*transport, error) {
	config, err := configure(u, opts)
	if err != nil {
		return nil, fmt.Errorf("transport URL %s: %w", u.Redacted(), err)
	}
	t := &transport{
		config: config, settings: s, log: s.Logger,
		dialer:    &dialer{hosts: u.Hosts, vhost: u.VirtualHost, config: config, log: s.Logger},
		names:     &namer{},
		calls:     inflight.NewTable[oslo.Reply](config.MaxCalls),
		listeners: map[*listener]struct{}{},
		closing:   make(chan struct{}),
		done:      make(chan struct{}),
	}
	if config.QueueManager {
		t.names.manager = newQueueManager(config)
	}
	t.pool = newPool(t.dialer, t.newPublisher)
	t.replies = newReplies(t)
	t.replier = newReplier(t)
	return t, nil
}

// configure applies the options, then the URL's query, then the defaults.
func configure(u *oslo.URL, opts []Option) (Config, error) {
	var c Config
	for _, opt := range opts {
		if err := opt(&c); err != nil {
			return c, err
		}
	}
	for name, value := range u.Query {
		if err := c.Set(name, value); err != nil {
			return c, err
		}
	}
	c = c.withDefaults()
	return c, c.validate()
}

func (t *transport) newPublisher(g *generation) *publisher {
	p := &publisher{generation: g, config: t.config, declared: map[declarable]*declaration{}}
	p.sizeLimit.Store(int64(cmp.Or(t.config.MaxMessageSize, g.broker.maxMessageSize())))
	p.calls = lane{onReturn: t.returned, onLost: func(mark uint64, err error) {
		t.calls.FailAll(func(m uint64) bool { return m == mark }, err)
	}}
	p.confirmed = lane{confirm: true}
	p.loose = lane{onReturn: func(*arrival) {}}
	p.confirmed.replicated = t.config.replicated()
	return p
}

// Settings returns the defaults the transport was opened with.
func (t *transport) Settings() oslo.Settings { return t.settings }

// exchangeName is the exchange of a target, the control exchange if it names none.
func (t *transport) exchangeName(name string) string {
	if name == "" {
		return t.settings.ControlExchange
	}
	return name
}

// address says where a request goes.
func (t *transport) address(r *oslo.Request) outgoing {
	if r.Kind == oslo.KindFanout {
		return outgoing{exchange: t.config.fanoutExchange(r.Target)}
	}
	return outgoing{
		exchange:  t.config.topicExchange(t.exchangeName(r.Target.Exchange)),
		key:       r.Target.RoutingKey(),
		mandatory: r.Delivery.Mandatory,
	}
}

// Cast sends r and returns when the broker has confirmed it, unless it is to be
// forgotten. When the confirm was lost the broker may have it, and r must not run
// twice: it is sent again with the same _unique_id if only one server can get it,
// which drops the second one; otherwise the error matches oslo.ErrReplyLost.
func (t *transport) Cast(ctx context.Context, r *oslo.Request) error {
	buf := getBuffer()
	defer buf.put()
	unique := oslo.NewMessageID()
	var err error
	if buf.b, err = oslo.AppendRequest(buf.b, r, unique, oslo.MessageID{}, ""); err != nil {
		return err
	}
	m := t.address(r)
	m.unique, m.body = unique, buf.b
	how := delivery{
		Delivery: r.Delivery,
		once:     r.Kind != oslo.KindFanout && r.Target.Server == "",
		nacked:   t.config.replicated(), // what a leader's loss looks like
	}
	if err := t.deliver(ctx, &m, how); err != nil {
		return fmt.Errorf("%s %s to %s: %w", r.Kind, r.Method, r.Target, outOfTime(err))
	}
	return nil
}

// outOfTime makes the error of a ctx that ran out of time match oslo.ErrTimeout.
func outOfTime(err error) error {
	if errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, oslo.ErrTimeout) {
		return fmt.Errorf("%w: %w", oslo.ErrTimeout, err)
	}
	return err
}

// Notify sends n to each of its topics, whatever becomes of the others.
func (t *transport) Notify(ctx context.Context, n *oslo.Notification) error {
	buf := getBuffer()
	defer buf.put()
	var errs []error
	for _, topic := range n.Topics {
		unique := oslo.NewMessageID()
		var err error
		if buf.b, err = oslo.AppendNotification(buf.b[:0], n, unique); err != nil {
			return err
		}
		from := t.config.topicExchange(t.exchangeName(n.Exchange))
		q := t.config.sharedQueue(topic+"."+string(n.Priority), from)
		m := outgoing{exchange: from, queue: &q, key: q.name, unique: unique, body: buf.b}
		if err := t.deliver(ctx, &m, delivery{Delivery: n.Delivery, nacked: true}); err != nil {
			errs = append(errs, fmt.Errorf("notify %s on %s: %w", n.EventType, q.name, outOfTime(err)))
		}
	}
	return errors.Join(errs...)
}

// delivery says how hard deliver tries.
type delivery struct {
	oslo.Delivery
	once   bool // not again if the broker may have it
	nacked bool // again when the broker refused it (basic.nack)
}

// deliver sends m, as often as it takes and d allows. An attempt that provably sent
// nothing does not count.
func (t *transport) deliver(ctx context.Context, m *outgoing, d delivery) error {
	var last error // of the attempt before
	for attempt, failed := 0, 0; ; attempt++ {
		err := t.deliverOnce(ctx, m, d)
		switch {
		case errors.Is(err, errUnsent):
		case errors.Is(err, errLost) && d.once:
			return fmt.Errorf("%w: %w", oslo.ErrReplyLost, err)
		case errors.Is(err, errLost), d.nacked && errors.Is(err, errNacked):
			if failed++; d.Retry >= 0 && failed > d.Retry {
				return exhausted(err)
			}
		case last != nil && ctx.Err() != nil && errors.Is(err, context.Cause(ctx)):
			return exhausted(fmt.Errorf("%w: %w", err, last)) // what was wrong, not only that time is up
		default:
			return err
		}
		if pause := t.pace(ctx, attempt); pause != nil {
			return exhausted(fmt.Errorf("%w: %w", pause, err))
		}
		last = err
	}
}

// exhausted gives the last failure of a message that is not tried again its name.
func exhausted(err error) error {
	if errors.Is(err, oslo.ErrRefused) {
		return err
	}
	return fmt.Errorf("%w: %w", oslo.ErrUnavailable, err)
}

func (t *transport) deliverOnce(ctx context.Context, m *outgoing, d delivery) error {
	p, err := t.pool.acquire(ctx, d.Retry)
	if err != nil {
		return err
	}
	defer t.pool.release(p)
	if d.Unconfirmed {
		return p.send(ctx, &p.loose, m)
	}
	return p.sendConfirmed(ctx, m)
}

// pace keeps a sender whose every attempt fails from spinning.
func (t *transport) pace(ctx context.Context, attempt int) error {
	if attempt < 2 {
		return nil
	}
	return sleep(ctx, jitter(min(time.Duration(attempt)*10*time.Millisecond, time.Second)))
}

// Close ends all listeners, fails all calls with ErrClosed, and closes every
// connection.
func (t *transport) Close() error {
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		<-t.done
		return nil
	}
	t.closed = true
	close(t.closing)
	listeners := t.listeners
	t.listeners = nil
	t.mu.Unlock()

	defer close(t.done)
	t.calls.Close(oslo.ErrClosed)
	var ending sync.WaitGroup
	for l := range listeners {
		ending.Go(func() { _ = l.Close() })
	}
	ending.Go(t.replies.close)
	ending.Wait()
	t.replier.close()
	t.pool.close()
	return nil
}

// buffer is a message body under construction.
type buffer struct{ b []byte }

var buffers = sync.Pool{New: func() any { return &buffer{make([]byte, 0, 2<<10)} }}

// maxKeptBuffer is the largest buffer that is kept for the next message.
const maxKeptBuffer = 4 << 20

func getBuffer() *buffer { return buffers.Get().(*buffer) }

func (b *buffer) put() {
	if cap(b.b) <= maxKeptBuffer {
		b.b = b.b[:0]
		buffers.Put(b)
	}
}
