package amqp

import (
	"context"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Listen serves an address: its topic, topic.server and fanout queues.
func (t *driver) Listen(ctx context.Context, on transport.Address, sink func(*transport.Request)) (transport.Listener, error) {
	r := &requests{
		config: &t.config, log: t.log, drop: t.settings.Drop, resender: t.resender, sink: sink,
		seen: inflight.NewSeen(rememberedMessages), returned: inflight.NewSeen(rememberedMessages),
	}
	queues := t.config.serverQueues(on, t.names)
	l := newListener(t.links, "listen "+on.ServerQueue(), queues, t.config.Prefetch, newInbox(t.config.Prefetch, ackAll), r.take)
	l.lost, r.doubts = r.giveBack, &l.doubts
	return t.listen(ctx, l)
}

// Subscribe consumes the queues of a notification listener.
func (t *driver) Subscribe(ctx context.Context, s transport.Subscription, sink func(*transport.Notification)) (transport.Listener, error) {
	n := &notifications{
		config: &t.config, log: t.log, drop: t.settings.Drop, seen: inflight.NewSeen(rememberedMessages), sink: sink, held: map[string]*settler{},
	}
	prefetch := s.PrefetchOr(t.config.Prefetch)
	return t.listen(ctx, newListener(t.links, "notifications "+s.Pool, t.notificationQueues(s), prefetch, newInbox(0, nil), n.take))
}

// notificationQueues is one queue for each key, or one for the pool.
func (t *driver) notificationQueues(s transport.Subscription) []queue {
	var queues []queue
	for _, b := range s.Bindings {
		queues = append(queues, t.config.sharedQueue(b.Key, t.config.topicExchange(b.Exchange)))
	}
	if s.Pool == "" || len(queues) == 0 {
		return queues
	}
	pool := queues[0]
	pool.name = s.Pool
	if s.PoolExpiry > 0 {
		pool.args["x-expires"] = number(s.PoolExpiry.Milliseconds())
	}
	for _, q := range queues[1:] {
		pool.bindings = append(pool.bindings, q.bindings...)
	}
	return []queue{pool}
}

// listen starts a listener and returns when it consumes its queues.
func (t *driver) listen(ctx context.Context, l *listener) (transport.Listener, error) {
	l.onClose = func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.listeners, l)
	}
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		return nil, oslo.ErrClosed
	}
	t.listeners[l] = struct{}{}
	l.start() // before Close can stop it
	t.mu.Unlock()
	if err := l.link.awaitSince(ctx, 0, -1); err != nil {
		_ = l.Close()
		return nil, err
	}
	return l, nil
}
