package notify

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Option is an option of both a notifier and a listener.
type Option interface {
	NotifierOption
	ListenerOption
}

// NotifierOption changes a notifier, at [NewNotifier] or by [Notifier.With].
type NotifierOption interface{ applyNotifier(n *Notifier) }

// ListenerOption changes a notification listener, at [NewListener].
type ListenerOption interface{ applyListener(l *Listener) }

type notifierOption func(*Notifier)

func (f notifierOption) applyNotifier(n *Notifier) { f(n) }

type listenerOption func(*Listener)

func (f listenerOption) applyListener(l *Listener) { f(l) }

// option is an [Option].
type option struct {
	notifierOption
	listenerOption
}

// WithSerializer sets the serializer of payloads and request contexts.
func WithSerializer(z oslo.Serializer) Option {
	return option{
		func(n *Notifier) { n.serializer = z },
		func(l *Listener) { l.serializer = z },
	}
}

// WithPublisherID sets the publisher id of a notifier's notifications.
func WithPublisherID(id string) NotifierOption {
	return notifierOption(func(n *Notifier) { n.publisherID = id })
}

// WithTopics sets the topics every notification goes to. Defaults to
// "notifications" (topics). By convention versioned notifications go to
// "versioned_notifications".
func WithTopics(topics ...string) NotifierOption {
	return notifierOption(func(n *Notifier) { n.topics = topics })
}

// WithExchange sets the topic exchange that a notifier sends to. Defaults to the
// transport's control exchange. One transport serves notifiers of several exchanges.
func WithExchange(name string) NotifierOption {
	return notifierOption(func(n *Notifier) { n.exchange = name })
}

// WithInterceptor adds interceptors of a notifier. The first one added runs first.
func WithInterceptor(i ...Interceptor) NotifierOption {
	return notifierOption(func(n *Notifier) { n.interceptors = append(slices.Clip(n.interceptors), i...) })
}

// WithDriver sets the drivers that carry the notifications. Each of them gets
// every notification. Defaults to [MessagingV2Driver] (driver).
func WithDriver(drivers ...Driver) NotifierOption {
	return notifierOption(func(n *Notifier) { n.drivers = drivers })
}

// WithRetry sets how many further attempts a notifier makes to reach the broker.
// Negative means no limit but ctx. Defaults to -1 (retry).
func WithRetry(retries int) NotifierOption {
	return notifierOption(func(n *Notifier) { n.delivery.Retry = retries })
}

// WithoutConfirm makes Notify return when the message is written, before the
// broker has confirmed it. A message can then be lost unnoticed.
func WithoutConfirm() NotifierOption {
	return notifierOption(func(n *Notifier) { n.delivery.Unconfirmed = true })
}

// WithPool makes the listener a member of a pool. Every pool gets each
// notification once, and its members share them. The pool's name is also the
// name of its queue, so two applications with one pool name steal from each
// other. Topics of RPC, "topic.server" and "topic.priority" name queues too:
// choose a name that no service uses as one, or its calls get lost. The queue
// stays when its listeners end and goes on collecting, without limit, until
// somebody deletes it. See [WithPoolExpiry] (pool).
func WithPool(name string) ListenerOption {
	return listenerOption(func(l *Listener) { l.pool = name })
}

// WithPoolExpiry has the broker delete the pool's queue, and the notifications
// in it, once no listener has consumed it for d. It is for programs that watch
// for a while, such as a tool that taps notifications. d is at least a
// millisecond and at most 49 days. All members of a pool need the same expiry:
// the broker refuses another (oslo.ErrRefused). oslo.messaging has no such
// option, so a Python listener can't be a member. Defaults to never (x-expires).
func WithPoolExpiry(d time.Duration) ListenerOption {
	return listenerOption(func(l *Listener) {
		if d < time.Millisecond || d > maxPoolExpiry {
			l.mistake(fmt.Errorf("WithPoolExpiry(%s): want at least 1ms and at most %s", d, maxPoolExpiry))
		}
		l.poolExpiry = d
	})
}

// maxPoolExpiry is as far as RabbitMQ counts, a little less than 2^32 ms.
const maxPoolExpiry = 49 * 24 * time.Hour

// WithPrefetch bounds how many notifications the listener holds unacknowledged, at
// most 65535. Negative means no bound. Defaults to the transport's, also for 0
// (rabbit_qos_prefetch_count).
func WithPrefetch(n int) ListenerOption {
	return listenerOption(func(l *Listener) { l.prefetch = n })
}

// WithWorkers sets how many notifications, or batches, are handled at once.
// Defaults to the transport's, 64, also for 0 (executor_thread_pool_size).
func WithWorkers(n int) ListenerOption {
	return listenerOption(func(l *Listener) {
		l.mistake(notNegative("WithWorkers", n))
		l.workers = cmp.Or(n, l.workers)
	})
}

// WithDrainTimeout sets how long Serve waits for running events once its ctx has
// ended. Defaults to 30 s, also for 0.
func WithDrainTimeout(d time.Duration) ListenerOption {
	return listenerOption(func(l *Listener) {
		l.mistake(notNegative("WithDrainTimeout", d))
		l.life.Drain = cmp.Or(d, l.life.Drain)
	})
}

// WithEventInterceptor makes the listener use wrap(e) in place of every event e it
// is given: an event that does more around e's Run and RunBatch. The first one
// added runs first.
func WithEventInterceptor(wrap ...func(Event) Event) ListenerOption {
	return listenerOption(func(l *Listener) {
		if slices.ContainsFunc(wrap, func(f func(Event) Event) bool { return f == nil }) {
			l.mistake(errors.New("WithEventInterceptor: a function is nil"))
			return
		}
		l.wraps = append(l.wraps, wrap...)
	})
}

// WithLogger sets the listener's logger. Defaults to the transport's, also for nil.
func WithLogger(log *slog.Logger) ListenerOption {
	return listenerOption(func(l *Listener) { l.life.Log = cmp.Or(log, l.life.Log) })
}

// WithBatch collects up to size notifications, or all that come within wait
// of the first, and handles them together. A wait of 0 means no limit. The
// size is at most 65535, and the prefetch is raised to twice the size as far as
// that allows (batch_size, batch_timeout).
func WithBatch(size int, wait time.Duration) ListenerOption {
	return listenerOption(func(l *Listener) {
		l.mistake(errors.Join(notNegative("WithBatch", size), notNegative("WithBatch", wait)))
		l.batch, l.batchWait = max(size, 1), wait
	})
}

// WithRequeue gives a notification back to the bus when an event fails, to be
// delivered again, at most limit times (10 if limit is 0). The wait before it
// begins with backoff (1 s if 0) and doubles up to a minute, so by default a
// notification is dropped after five minutes of failures. Up to 1000 notifications
// wait beside the prefetch and don't keep others from being handled. Without this
// option failed notifications are acknowledged. oslo.messaging's allow_requeue has no
// limit, but quorum queues of RabbitMQ 4 lose a message after 21 deliveries.
func WithRequeue(limit int, backoff time.Duration) ListenerOption {
	return listenerOption(func(l *Listener) {
		l.mistake(errors.Join(notNegative("WithRequeue", limit), notNegative("WithRequeue", backoff)))
		l.requeue = newRequeuePolicy(limit, backoff)
	})
}

// mistake records an error of the listener's set-up, which Start returns.
func (l *Listener) mistake(err error) {
	if err != nil {
		l.errs = append(l.errs, err)
	}
}

// notNegative returns an error that names the option if n is negative.
func notNegative[T ~int | ~int64](name string, n T) error {
	if n < 0 {
		return fmt.Errorf("%s(%v): want 0, which is the default, or more", name, n)
	}
	return nil
}
