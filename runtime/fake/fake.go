// Package fake has the in-process transport of fake:// URLs, for tests,
// examples and programs in one process. It is a broker within the process, with
// the semantics of RabbitMQ as oslo.messaging uses it. It encodes and decodes
// messages as every other transport does. A topic without a server has no queue
// yet, so the bus drops messages to it.
//
// Tests of a service use package oslotest, which gives each test a bus of its
// own.
package fake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Driver returns the driver of fake:// URLs:
//
//	tr, err := oslo.Open(ctx, "fake://", fake.Driver())
//
// Transports whose URLs have the same hosts and virtual host share one bus, which
// lives until the last of them is closed. "fake://" and "fake:///" name one bus,
// and "fake:///test-7" another.
func Driver() oslo.Driver { return oslo.Driver{Schemes: []string{"fake"}, Open: open} }

// conn is one connection to a bus of the process.
type conn struct {
	settings   transport.Settings
	bus        *bus
	replyQueue string
	calls      *inflight.Table[transport.Reply]
	closing    sync.Once
	ended      chan struct{} // closed by Close

	// Guarded by the bus's lock.
	consumers map[*consumer]bool
	closed    bool
}

var _ oslo.Transport = (*conn)(nil)

func open(_ context.Context, u *transport.URL, s transport.Settings) (oslo.Transport, error) {
	var name strings.Builder
	for _, h := range u.Hosts {
		fmt.Fprintf(&name, "%s:%d,", h.Hostname, h.Port)
	}
	t := &conn{
		settings: s, bus: joinBus(name.String() + "/" + u.VirtualHost), replyQueue: "reply_" + transport.NewID().String(),
		calls: inflight.NewTable[transport.Reply](0), consumers: map[*consumer]bool{},
		ended: make(chan struct{}),
	}
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	t.bus.replies[t.replyQueue] = t
	return t, nil
}

// BusID identifies the bus, for the check of queue names.
func (t *conn) BusID() any { return t.bus }

// Settings implements transport.Transport.
func (t *conn) Settings() transport.Settings { return t.settings }

// Health implements transport.Transport.
func (t *conn) Health() error {
	select {
	case <-t.ended:
		return oslo.ErrClosed
	default:
		return nil
	}
}

// Closed implements transport.Transport.
func (t *conn) Closed() <-chan struct{} { return t.ended }

// Call implements transport.Transport.
func (t *conn) Call(ctx context.Context, m *transport.Message) (transport.Reply, error) {
	w, err := t.calls.Add(m.ID)
	if err != nil {
		return transport.Reply{}, errorOf(err)
	}
	defer w.Release()
	if err := t.send(ctx, m, time.Now().Add(m.Timeout)); err != nil {
		return transport.Reply{}, err
	}
	reply, err := w.Wait(ctx, m.Timeout, m.Monitor)
	if err != nil {
		return transport.Reply{}, errorOf(err)
	}
	return reply, nil
}

// errorOf gives the errors of the table of calls the names that callers know.
func errorOf(err error) error {
	switch {
	case errors.Is(err, inflight.ErrSilent):
		return &transport.Timeout{Silent: true}
	case errors.Is(err, inflight.ErrTimeout):
		return &transport.Timeout{}
	case errors.Is(err, inflight.ErrTooMany):
		return oslo.ErrTooManyCalls
	}
	return err
}

// Cast implements transport.Transport.
func (t *conn) Cast(ctx context.Context, m *transport.Message) error {
	return t.send(ctx, m, time.Time{})
}

func (t *conn) send(ctx context.Context, m *transport.Message, expires time.Time) error {
	if ctx.Err() != nil {
		return inflight.Ended(ctx)
	}
	body := m.AppendBody(make([]byte, 0, len(m.Body)+len(t.replyQueue)), t.replyQueue)
	routed, err := t.publish(binding{m.Exchange, m.Key}, message{body: body, timeout: m.Timeout, expires: expires})
	if err == nil && !routed && m.Delivery.Mandatory && m.Kind != transport.KindFanout {
		err = oslo.ErrUndeliverable
	}
	return err
}

func (t *conn) publish(to binding, m message) (routed bool, err error) {
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	if t.closed {
		return false, oslo.ErrClosed
	}
	return t.bus.publish(to, m), nil
}

// PublishRaw publishes a message body unchanged, for tests of messages from
// other programs.
func (t *conn) PublishRaw(_ context.Context, exchange, key string, body []byte) error {
	_, err := t.publish(binding{exchange, key}, message{body: body})
	return err
}

// Notify implements transport.Transport.
func (t *conn) Notify(ctx context.Context, m *transport.Message) error {
	to := binding{m.Exchange, m.Key}
	t.bus.mu.Lock()
	t.bus.queue(m.Key, to)
	t.bus.mu.Unlock()
	return t.send(ctx, m, time.Time{})
}

// Listen implements transport.Transport.
func (t *conn) Listen(ctx context.Context, at transport.Address, sink func(*transport.Request)) (transport.Listener, error) {
	fanout := at.FanoutExchange()
	c := &consumer{tr: t, prefetch: defaultPrefetch, fanoutQueue: fanout + "_" + transport.NewID().String()}
	seen := &inflight.Seen{}
	var in transport.Request // of one message after the other
	c.deliver = func(m *message) {
		if t.readRequest(seen, m, &in) {
			sink(&in)
		}
	}
	return t.consume(ctx, c, func(b *bus) []*queue {
		return []*queue{
			b.queue(at.Topic, binding{at.Exchange, at.Topic}),
			b.queue(at.ServerQueue(), binding{at.Exchange, at.ServerQueue()}),
			b.queue(c.fanoutQueue, binding{exchange: fanout}),
		}
	})
}

// Subscribe implements transport.Transport.
func (t *conn) Subscribe(ctx context.Context, s transport.Subscription, sink func(*transport.Notification)) (transport.Listener, error) {
	c := &consumer{tr: t, prefetch: s.PrefetchOr(defaultPrefetch), settles: true}
	if c.prefetch < 0 {
		c.prefetch = math.MaxInt
	}
	c.deliver = func(m *message) { t.handNotification(c, m, sink) }
	return t.consume(ctx, c, func(b *bus) []*queue {
		var queues []*queue
		for _, on := range s.Bindings {
			q := b.queue(cmp.Or(s.Pool, on.Key), binding{on.Exchange, on.Key})
			if !slices.Contains(queues, q) { // a pool has one
				queues = append(queues, q)
			}
		}
		return queues
	})
}

// consume starts c on the queues that declare makes.
func (t *conn) consume(ctx context.Context, c *consumer, declare func(*bus) []*queue) (transport.Listener, error) {
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	if t.closed {
		return nil, oslo.ErrClosed
	}
	if ctx.Err() != nil {
		return nil, inflight.Ended(ctx)
	}
	c.queues = declare(t.bus)
	t.consumers[c] = true
	c.start()
	return c, nil
}

// readRequest reads a request, and reports whether it is to be handed over.
func (t *conn) readRequest(seen *inflight.Seen, m *message, in *transport.Request) bool {
	if err := transport.ReadRequest(m.body, in); err != nil {
		t.settings.Drop("request", transport.DropUnreadable, m.queue.name)
		t.settings.Logger.Error("message dropped", "queue", m.queue.name, "error", err.Error())
		return false
	}
	if !seen.Add(in.UniqueID) {
		t.settings.Drop("request", transport.DropDuplicate, m.queue.name)
		t.settings.Logger.Warn("duplicate message dropped", "queue", m.queue.name, "unique_id", in.UniqueID)
		return false
	}
	in.Timeout, in.Queue = m.timeout, m.queue.name
	if in.MessageID != "" {
		in.Replier = &replier{tr: t, queue: in.ReplyQueue, call: in.MessageID}
	}
	return true
}

func (t *conn) handNotification(c *consumer, m *message, sink func(*transport.Notification)) {
	var n transport.Notification
	if err := transport.ReadNotification(m.body, &n); err != nil {
		t.settings.Drop("notification", transport.DropUnreadable, m.queue.name)
		t.settings.Logger.Error("notification dropped", "queue", m.queue.name, "error", err.Error())
		c.settle(m, false)
		return
	}
	n.Key, n.Queue, n.Redelivered, n.Settler = m.key, m.queue.name, m.redelivered, settler{c, m}
	sink(&n)
}

// Close implements transport.Transport.
func (t *conn) Close() error {
	t.closing.Do(func() {
		close(t.ended)
		t.bus.mu.Lock()
		t.closed = true
		delete(t.bus.replies, t.replyQueue)
		consumers := t.consumers
		t.consumers = nil
		t.bus.mu.Unlock()
		for c := range consumers {
			_ = c.Close() // never fails
		}
		t.calls.Close(oslo.ErrClosed)
		t.bus.leave()
	})
	return nil
}
