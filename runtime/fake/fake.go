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
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// Driver returns the driver of fake:// URLs:
//
//	tr, err := oslo.Open(ctx, "fake://", fake.Driver())
//
// Transports whose URLs have the same hosts and virtual host share one bus, which
// lives until the last of them is closed. "fake://" and "fake:///" name one bus,
// and "fake:///test-7" another.
func Driver() oslo.Driver { return oslo.Driver{Schemes: []string{"fake"}, Open: open} }

// transport is one connection to a bus of the process.
type transport struct {
	settings   oslo.Settings
	bus        *bus
	replyQueue string
	calls      *inflight.Table[oslo.Reply]
	closing    sync.Once
	ended      chan struct{} // closed by Close

	// Guarded by the bus's lock.
	consumers map[*consumer]bool
	closed    bool
}

var _ oslo.Transport = (*transport)(nil)

func open(_ context.Context, u *oslo.URL, s oslo.Settings) (oslo.Transport, error) {
	var name strings.Builder
	for _, h := range u.Hosts {
		fmt.Fprintf(&name, "%s:%d,", h.Hostname, h.Port)
	}
	t := &transport{
		settings: s, bus: joinBus(name.String() + "/" + u.VirtualHost), replyQueue: "reply_" + oslo.NewMessageID().String(),
		calls: inflight.NewTable[oslo.Reply](0), consumers: map[*consumer]bool{},
		ended: make(chan struct{}),
	}
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	t.bus.replies[t.replyQueue] = t
	return t, nil
}

// Settings implements oslo.Transport.
func (t *transport) Settings() oslo.Settings { return t.settings }

// Health implements oslo.Transport.
func (t *transport) Health() error {
	select {
	case <-t.ended:
		return oslo.ErrClosed
	default:
		return nil
	}
}

// Closed implements oslo.Transport.
func (t *transport) Closed() <-chan struct{} { return t.ended }

// Call implements oslo.Transport.
func (t *transport) Call(ctx context.Context, r *oslo.Request) (oslo.Reply, error) {
	id := oslo.NewMessageID()
	w, err := t.calls.Add(id)
	if err != nil {
		return oslo.Reply{}, oslo.CallError(r, err)
	}
	defer w.Release()
	r.MessageID = id
	if err := t.send(ctx, r, id); err != nil {
		return oslo.Reply{}, err
	}
	reply, err := w.Wait(ctx, r.Timeout, r.Monitor)
	if err != nil {
		return oslo.Reply{}, oslo.CallError(r, err)
	}
	return reply, nil
}

// Cast implements oslo.Transport.
func (t *transport) Cast(ctx context.Context, r *oslo.Request) error {
	return t.send(ctx, r, oslo.MessageID{})
}

func (t *transport) send(ctx context.Context, r *oslo.Request, id oslo.MessageID) error {
	if ctx.Err() != nil {
		return oslo.CallError(r, inflight.Ended(ctx))
	}
	body, err := oslo.AppendRequest(newBody(), r, oslo.NewMessageID(), id, t.replyQueue)
	if err != nil {
		return err
	}
	m := message{body: body}
	if r.Kind == oslo.KindCall {
		m.expires = time.Now().Add(r.Timeout)
	}
	routed, err := t.publish(t.address(r), m)
	if err == nil && !routed && r.Delivery.Mandatory && r.Kind != oslo.KindFanout {
		err = oslo.ErrUndeliverable
	}
	if err != nil {
		return oslo.CallError(r, err)
	}
	return nil
}

// newBody returns a buffer for a small message.
func newBody() []byte { return make([]byte, 0, 512) }

// address returns the exchange and the routing key of a request.
func (t *transport) address(r *oslo.Request) binding {
	if r.Kind == oslo.KindFanout {
		return binding{exchange: r.Target.FanoutExchange()}
	}
	return binding{t.exchange(r.Target.Exchange), r.Target.RoutingKey()}
}

func (t *transport) exchange(name string) string {
	if name == "" {
		return t.settings.ControlExchange
	}
	return name
}

func (t *transport) publish(to binding, m message) (routed bool, err error) {
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	if t.closed {
		return false, oslo.ErrClosed
	}
	return t.bus.publish(to, m), nil
}

// PublishRaw publishes a message body unchanged, for tests of messages from
// other programs.
func (t *transport) PublishRaw(_ context.Context, exchange, key string, body []byte) error {
	_, err := t.publish(binding{exchange, key}, message{body: body})
	return err
}

// Notify implements oslo.Transport. Like Python's driver it declares the
// queues, so that messages wait for a listener that has not run yet.
func (t *transport) Notify(ctx context.Context, n *oslo.Notification) error {
	if ctx.Err() != nil {
		return fmt.Errorf("notify %s: %w", n.EventType, inflight.Ended(ctx))
	}
	for _, topic := range n.Topics {
		body, err := oslo.AppendNotification(newBody(), n, oslo.NewMessageID())
		if err != nil {
			return err
		}
		key := oslo.NotificationKey(topic, n.Priority)
		to := binding{t.exchange(n.Exchange), key}
		t.bus.mu.Lock()
		t.bus.queue(key, to)
		t.bus.mu.Unlock()
		if _, err := t.publish(to, message{body: body}); err != nil {
			return fmt.Errorf("notify %s: %w", n.EventType, err)
		}
	}
	return nil
}

// Listen implements oslo.Transport.
func (t *transport) Listen(ctx context.Context, on oslo.Target, sink func(*oslo.Incoming)) (oslo.Listener, error) {
	exchange, fanout := t.exchange(on.Exchange), on.FanoutExchange()
	c := &consumer{tr: t, prefetch: defaultPrefetch, private: fanout + "_" + oslo.NewMessageID().String()}
	server := on
	on.Server = ""
	seen := &inflight.Seen{}
	c.hand = func(m *message) { t.handRequest(server, seen, m, sink) }
	return t.consume(ctx, c, func(b *bus) []*queue {
		return []*queue{
			b.queue(on.RoutingKey(), binding{exchange, on.RoutingKey()}),
			b.queue(server.RoutingKey(), binding{exchange, server.RoutingKey()}),
			b.queue(c.private, binding{exchange: fanout}),
		}
	})
}

// Subscribe implements oslo.Transport.
func (t *transport) Subscribe(ctx context.Context, s oslo.Subscription, sink func(*oslo.IncomingNotification)) (oslo.Listener, error) {
	c := &consumer{tr: t, prefetch: s.PrefetchOr(defaultPrefetch), settles: true}
	if c.prefetch < 0 {
		c.prefetch = math.MaxInt
	}
	c.hand = func(m *message) { t.handNotification(c, m, sink) }
	return t.consume(ctx, c, func(b *bus) []*queue {
		var queues []*queue
		for _, on := range s.Targets {
			for _, p := range s.Priorities {
				to := binding{t.exchange(on.Exchange), oslo.NotificationKey(on.Topic, p)}
				if q := b.queue(s.QueueName(on.Topic, p), to); !slices.Contains(queues, q) { // a pool has one
					queues = append(queues, q)
				}
			}
		}
		return queues
	})
}

// consume starts c on the queues that declare makes.
func (t *transport) consume(ctx context.Context, c *consumer, declare func(*bus) []*queue) (oslo.Listener, error) {
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

func (t *transport) handRequest(server oslo.Target, seen *inflight.Seen, m *message, sink func(*oslo.Incoming)) {
	in, replyQueue, err := oslo.DecodeRequest(m.body)
	if err != nil {
		t.settings.Logger.Error("message dropped", "topic", server.Topic, "error", err.Error())
		return
	}
	if !seen.Add(in.UniqueID) {
		t.settings.Logger.Warn("duplicate message dropped", "topic", server.Topic, "unique_id", in.UniqueID)
		return
	}
	in.Target = server
	if in.MessageID != "" {
		in.Replier = &replier{tr: t, queue: replyQueue, call: in.MessageID}
	}
	sink(in)
}

func (t *transport) handNotification(c *consumer, m *message, sink func(*oslo.IncomingNotification)) {
	n, err := oslo.DecodeNotification(m.body)
	if err != nil {
		t.settings.Logger.Error("notification dropped", "error", err.Error())
		c.settle(m, false)
		return
	}
	n.Topic, n.Redelivered, n.Settler = oslo.NotificationTopic(m.key), m.redelivered, settler{c, m}
	sink(n)
}

// Close implements oslo.Transport.
func (t *transport) Close() error {
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

// replier answers one call.
type replier struct {
	tr    *transport
	queue string
	call  string
}

// Reply implements oslo.Replier.
func (r *replier) Reply(_ context.Context, result any, failure *oslo.RemoteError) error {
	return r.send(result, failure, true)
}

// Heartbeat implements oslo.Replier.
func (r *replier) Heartbeat(context.Context) error { return r.send(nil, nil, false) }

func (r *replier) send(result any, failure *oslo.RemoteError, ending bool) error {
	body, err := oslo.AppendReply(newBody(), r.call, oslo.NewMessageID(), result, failure, ending)
	if err != nil {
		return err
	}
	bus := r.tr.bus
	bus.mu.Lock()
	caller, closed := bus.replies[r.queue], r.tr.closed
	bus.mu.Unlock()
	switch {
	case closed:
		return fmt.Errorf("reply: %w", oslo.ErrClosed)
	case caller == nil:
		r.tr.settings.Logger.Warn("reply dropped: its caller is gone", "reply_queue", r.queue, "message_id", r.call)
		return nil
	}
	caller.receive(body)
	return nil
}

// receive takes one message of the reply queue.
func (t *transport) receive(body []byte) {
	reply, err := oslo.DecodeReply(body)
	if err != nil {
		t.settings.Logger.Error("reply dropped", "error", err.Error())
		return
	}
	part := inflight.Part{Value: reply.HasResult || reply.Reply.Failure != nil, Ending: reply.Ending}
	if !t.calls.Deliver(reply.ID, reply.Reply, part) {
		t.settings.Logger.Info("reply dropped: nobody waits for it", "message_id", reply.ID.String())
	}
}

// settler settles one notification.
type settler struct {
	c *consumer
	m *message
}

// Ack implements oslo.Settler.
func (s settler) Ack() error { s.c.settle(s.m, false); return nil }

// Requeue implements oslo.Settler.
func (s settler) Requeue() error { s.c.settle(s.m, true); return nil }
