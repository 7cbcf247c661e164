package runtime

import (
	"cmp"
	"log/slog"
	"time"
)

// ListenerOption changes a notification listener, at [NewNotificationListener].
type ListenerOption func(*NotificationListener)

// WithPool makes the listener one of the pool of that name: every pool gets each
// notification once, its members share them. The queue is named by the pool alone,
// so two applications with one pool name steal from each other (pool).
func WithPool(name string) ListenerOption {
	return func(l *NotificationListener) { l.sub.Pool = name }
}

// WithPrefetch bounds how many notifications are held unacknowledged, by 65535 at
// most; negative for no bound. The default, also for 0, is the transport's
// (rabbit_qos_prefetch_count).
func WithPrefetch(n int) ListenerOption { return func(l *NotificationListener) { l.sub.Prefetch = n } }

// WithListenerWorkers sets how many notifications, or batches, are handled at
// once; the default, also if n is not above 0, is the transport's, 64
// (executor_thread_pool_size).
func WithListenerWorkers(n int) ListenerOption {
	return func(l *NotificationListener) { l.workers = positive(n, l.workers) }
}

// WithListenerDrainTimeout sets how long Serve waits for running events once its
// ctx has ended; the default, also if d is not above 0, is 30 s.
func WithListenerDrainTimeout(d time.Duration) ListenerOption {
	return func(l *NotificationListener) { l.life.drain = positive(d, l.life.drain) }
}

// WithListenerSerializer sets what changes payloads and contexts.
func WithListenerSerializer(z Serializer) ListenerOption {
	return func(l *NotificationListener) { l.serializer = z }
}

// WithEventInterceptor makes the listener use wrap(e) in place of every event e it
// is given: an event that does more around e's Run and RunBatch. The first one
// added runs first.
func WithEventInterceptor(wrap ...func(Event) Event) ListenerOption {
	return func(l *NotificationListener) { l.wraps = append(l.wraps, wrap...) }
}

// WithListenerLogger sets the listener's logger; the default, also for nil, is the
// transport's.
func WithListenerLogger(log *slog.Logger) ListenerOption {
	return func(l *NotificationListener) { l.life.log = cmp.Or(log, l.life.log) }
}

// WithBatch collects up to size notifications, or what has come when wait has
// passed since the first of them, and handles them together; 0 means no wait
// limit. The prefetch is at least twice the size, as far as that goes; the size is at
// most 65535 (batch_size, batch_timeout).
func WithBatch(size int, wait time.Duration) ListenerOption {
	return func(l *NotificationListener) { l.batch, l.batchWait = max(size, 1), wait }
}

// WithRequeue gives notifications back when an event fails, to be delivered again,
// at most limit times each (10 if limit is 0) and after a wait that begins with
// backoff (1 s if 0) and doubles up to a minute. Without it, they are
// acknowledged. Unlike oslo.messaging's allow_requeue it does not go on for ever:
// quorum queues of RabbitMQ 4 lose what was delivered 21 times.
func WithRequeue(limit int, backoff time.Duration) ListenerOption {
	return func(l *NotificationListener) { l.requeue = newRequeuePolicy(limit, backoff) }
}
