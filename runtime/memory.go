package runtime

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// memory is the transport of fake:// URLs: a broker within the process, with the
// semantics of RabbitMQ as oslo.messaging uses it, for tests, examples and
// programs in one process. Messages are encoded and decoded as on any other bus.
//
// Transports whose URLs have the same hosts and virtual host share one bus, which
// lives until the last of them is closed. A topic that nobody has ever served has
// no queue: messages to it are dropped.
type memory struct {
	settings   Settings
	bus        *memoryBus
	replyQueue string
	calls      *inflight.Table[Reply]
	closing    sync.Once

	// Guarded by the bus's lock.
	consumers map[*memoryConsumer]bool
	closed    bool
}

var _ Transport = (*memory)(nil)

// memoryDriver makes the transports of fake:// URLs.
func memoryDriver() Driver { return Driver{Schemes: []string{"fake"}, Open: openMemory} }

func openMemory(_ context.Context, u *URL, s Settings) (Transport, error) {
	var name strings.Builder
	for _, h := range u.Hosts {
		fmt.Fprintf(&name, "%s:%d,", h.Hostname, h.Port)
	}
	t := &memory{
		settings: s, bus: joinMemoryBus(name.String() + "/" + u.VirtualHost), replyQueue: "reply_" + NewMessageID().String(),
		calls: inflight.NewTable[Reply](0), consumers: map[*memoryConsumer]bool{},
	}
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	t.bus.replies[t.replyQueue] = t
	return t, nil
}

// Settings implements Transport.
func (t *memory) Settings() Settings { return t.settings }

// Call implements Transport.
func (t *memory) Call(ctx context.Context, r *Request) (Reply, error) {
	id := NewMessageID()
	w, err := t.calls.Add(id)
	if err != nil {
		return Reply{}, CallError(r, err)
	}
	defer w.Release()
	if err := t.send(ctx, r, id); err != nil {
		return Reply{}, err
	}
	reply, err := w.Wait(ctx, r.Timeout, r.Monitor)
	if err != nil {
		return Reply{}, CallError(r, err)
	}
	return reply, nil
}

// Cast implements Transport.
func (t *memory) Cast(ctx context.Context, r *Request) error { return t.send(ctx, r, MessageID{}) }

func (t *memory) send(ctx context.Context, r *Request, id MessageID) error {
	if err := ctx.Err(); err != nil {
		return CallError(r, err)
	}
	body, err := AppendRequest(newBody(), r, NewMessageID(), id, t.replyQueue)
	if err != nil {
		return err
	}
	m := memoryMessage{body: body}
	if r.Kind == KindCall {
		m.expires = time.Now().Add(r.Timeout)
	}
	routed, err := t.publish(t.address(r), m)
	if err == nil && !routed && r.Delivery.Mandatory && r.Kind != KindFanout {
		err = ErrUndeliverable
	}
	if err != nil {
		return CallError(r, err)
	}
	return nil
}

// newBody has room for a small message.
func newBody() []byte { return make([]byte, 0, 512) }

// address is where a request is published.
func (t *memory) address(r *Request) memoryBinding {
	if r.Kind == KindFanout {
		return memoryBinding{exchange: r.Target.FanoutExchange()}
	}
	return memoryBinding{t.exchange(r.Target.Exchange), r.Target.RoutingKey()}
}

func (t *memory) exchange(name string) string {
	if name == "" {
		return t.settings.ControlExchange
	}
	return name
}

func (t *memory) publish(to memoryBinding, m memoryMessage) (routed bool, err error) {
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	if t.closed {
		return false, ErrClosed
	}
	return t.bus.publish(to, m), nil
}

// Notify implements Transport. Like Python's it declares the queues it publishes
// to, so that messages wait for a listener that has not run yet.
func (t *memory) Notify(ctx context.Context, n *Notification) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("notify %s: %w", n.EventType, err)
	}
	for _, topic := range n.Topics {
		body, err := AppendNotification(newBody(), n, NewMessageID())
		if err != nil {
			return err
		}
		key := NotificationKey(topic, n.Priority)
		to := memoryBinding{t.exchange(n.Exchange), key}
		t.bus.mu.Lock()
		t.bus.queue(key, to)
		t.bus.mu.Unlock()
		if _, err := t.publish(to, memoryMessage{body: body}); err != nil {
			return fmt.Errorf("notify %s: %w", n.EventType, err)
		}
	}
	return nil
}

// Listen implements Transport.
func (t *memory) Listen(ctx context.Context, on Target, sink func(*Incoming)) (Listener, error) {
	exchange, fanout := t.exchange(on.Exchange), on.FanoutExchange()
	c := &memoryConsumer{tr: t, prefetch: memoryPrefetch, private: fanout + "_" + NewMessageID().String()}
	server := on
	on.Server = ""
	seen := &inflight.Seen{}
	c.hand = func(m *memoryMessage) { t.handRequest(server, seen, m, sink) }
	return t.consume(ctx, c, func(b *memoryBus) []*memoryQueue {
		return []*memoryQueue{
			b.queue(on.RoutingKey(), memoryBinding{exchange, on.RoutingKey()}),
			b.queue(server.RoutingKey(), memoryBinding{exchange, server.RoutingKey()}),
			b.queue(c.private, memoryBinding{exchange: fanout}),
		}
	})
}

// Subscribe implements Transport.
func (t *memory) Subscribe(ctx context.Context, s Subscription, sink func(*IncomingNotification)) (Listener, error) {
	c := &memoryConsumer{tr: t, prefetch: s.PrefetchOr(memoryPrefetch), settles: true}
	if c.prefetch < 0 {
		c.prefetch = math.MaxInt
	}
	c.hand = func(m *memoryMessage) { t.handNotification(c, m, sink) }
	return t.consume(ctx, c, func(b *memoryBus) []*memoryQueue {
		var queues []*memoryQueue
		for _, on := range s.Targets {
			for _, p := range s.Priorities {
				to := memoryBinding{t.exchange(on.Exchange), NotificationKey(on.Topic, p)}
				if q := b.queue(s.QueueName(on.Topic, p), to); !slices.Contains(queues, q) { // a pool has one
					queues = append(queues, q)
				}
			}
		}
		return queues
	})
}

// consume starts c on the queues that declare makes.
func (t *memory) consume(ctx context.Context, c *memoryConsumer, declare func(*memoryBus) []*memoryQueue) (Listener, error) {
	t.bus.mu.Lock()
	defer t.bus.mu.Unlock()
	if t.closed {
		return nil, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c.queues = declare(t.bus)
	t.consumers[c] = true
	c.start()
	return c, nil
}

func (t *memory) handRequest(server Target, seen *inflight.Seen, m *memoryMessage, sink func(*Incoming)) {
	in, replyQueue, err := DecodeRequest(m.body)
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
		in.Replier = &memoryReplier{tr: t, queue: replyQueue, call: in.MessageID}
	}
	sink(in)
}

func (t *memory) handNotification(c *memoryConsumer, m *memoryMessage, sink func(*IncomingNotification)) {
	n, err := DecodeNotification(m.body)
	if err != nil {
		t.settings.Logger.Error("notification dropped", "error", err.Error())
		c.settle(m, false)
		return
	}
	n.Topic, n.Redelivered, n.Settler = NotificationTopic(m.key), m.redelivered, memorySettler{c, m}
	sink(n)
}

// Close implements Transport.
func (t *memory) Close() error {
	t.closing.Do(func() {
		t.bus.mu.Lock()
		t.closed = true
		delete(t.bus.replies, t.replyQueue)
		consumers := t.consumers
		t.consumers = nil
		t.bus.mu.Unlock()
		for c := range consumers {
			_ = c.Close() // never fails
		}
		t.calls.Close(ErrClosed)
		t.bus.leave()
	})
	return nil
}

// memoryReplier answers one call.
type memoryReplier struct {
	tr    *memory
	queue string
	call  string
}

// Reply implements Replier.
func (r *memoryReplier) Reply(_ context.Context, result any, failure *RemoteError) error {
	return r.send(result, failure, true)
}

// Heartbeat implements Replier.
func (r *memoryReplier) Heartbeat(context.Context) error { return r.send(nil, nil, false) }

func (r *memoryReplier) send(result any, failure *RemoteError, ending bool) error {
	body, err := AppendReply(newBody(), r.call, NewMessageID(), result, failure, ending)
	if err != nil {
		return err
	}
	bus := r.tr.bus
	bus.mu.Lock()
	caller, closed := bus.replies[r.queue], r.tr.closed
	bus.mu.Unlock()
	switch {
	case closed:
		return fmt.Errorf("reply: %w", ErrClosed)
	case caller == nil:
		r.tr.settings.Logger.Warn("reply dropped: its caller is gone", "reply_queue", r.queue, "message_id", r.call)
		return nil
	}
	caller.receive(body)
	return nil
}

// receive takes one message of the reply queue.
func (t *memory) receive(body []byte) {
	reply, err := DecodeReply(body)
	if err != nil {
		t.settings.Logger.Error("reply dropped", "error", err.Error())
		return
	}
	part := inflight.Part{Value: reply.HasResult || reply.Reply.Failure != nil, Ending: reply.Ending}
	if !t.calls.Deliver(reply.ID, reply.Reply, part) {
		t.settings.Logger.Info("reply dropped: nobody waits for it", "message_id", reply.ID.String())
	}
}

// memorySettler settles one notification.
type memorySettler struct {
	c *memoryConsumer
	m *memoryMessage
}

// Ack implements Settler.
func (s memorySettler) Ack() error { s.c.settle(s.m, false); return nil }

// Requeue implements Settler.
func (s memorySettler) Requeue() error { s.c.settle(s.m, true); return nil }
