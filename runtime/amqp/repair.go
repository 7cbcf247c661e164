package amqp

import (
	"context"
	"fmt"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// When a node of a cluster dies, each of the others deletes its queues by their names, and
// takes their routes at the end. So it may take a queue that was declared again
// meanwhile, or its routes. The queue's consumers are not told. They get nothing any more,
// even if another server declares the queue once more. Cleaning up takes four seconds for
// six thousand queues, more on a busy machine, and no client sees its end. So queues are
// bound and consumed anew, ever more rarely. Each time counts from the one before.
var (
	afterReconnect = []time.Duration{
		300 * time.Millisecond, time.Second, 3 * time.Second, 10 * time.Second, 30 * time.Second, time.Minute, 3 * time.Minute,
	}
	afterStart = []time.Duration{2 * time.Minute} // seldom does a server start while a node dies
)

// lone is how many of these times a listener with a single host leaves out. Most often
// the host is a broker without others, and else a proxy before a cluster.
const lone = 3

// repairInterval is the time between later repairs.
const repairInterval = 5 * time.Minute

// repair makes bindings and consumers anew after a start, a reconnect, and the cancel of a
// consumer. Later it binds the queues from time to time, because a consumer does not learn that a
// binding or an exchange was removed. It returns nil when ctx ends.
func (l *listener) repair(ctx context.Context, s *sources, again bool) error {
	if l.config.RepairInterval < 0 {
		return nil
	}
	steps := afterStart
	switch {
	case again && l.dialer.Hosts() > 1:
		steps = afterReconnect
	case again:
		steps = afterReconnect[lone:]
	}
	interval := l.repairInterval(s.conn.Broker())
	anew, plain := dueAfter(first(steps)), dueAfter(interval)
	for {
		bind, consume := bindQueue, false
		select {
		case <-anew:
			steps = steps[1:]
			anew = dueAfter(first(steps))
			bind, consume = func(ch *amqp091.Channel, q queue) error { return bindAfresh(ch, q, l.id) }, true
		case <-plain:
			plain = dueAfter(interval)
		case <-l.redeclared:
			steps = afterReconnect
			anew = dueAfter(first(steps))
			continue
		case <-ctx.Done():
			return nil
		}
		if err := l.bind(ctx, s, bind); err != nil {
			return err
		}
		if consume {
			select {
			case l.reconsume <- struct{}{}:
			case <-ctx.Done():
			}
		}
	}
}

// first returns the first of some times, or 0.
func first(times []time.Duration) time.Duration {
	if len(times) == 0 {
		return 0
	}
	return times[0]
}

// dueAfter says when about d is over, never if d is 0.
func dueAfter(d time.Duration) <-chan time.Time {
	if d == 0 {
		return nil
	}
	return time.After(conn.Jitter(d))
}

// repairInterval is the time between repairs, 0 for none. By default RabbitMQ 4
// gets none: it may keep its bindings in Khepri, which writes to its log whenever
// one is made again.
func (l *listener) repairInterval(b conn.Broker) time.Duration {
	if l.config.RepairInterval == 0 && !b.AtLeast(4, 0) {
		return repairInterval
	}
	return max(l.config.RepairInterval, 0)
}

// bind makes the bindings of every queue, on a channel that it opens for that.
// Without a channel to be had it does nothing.
func (l *listener) bind(ctx context.Context, s *sources, bind func(*amqp091.Channel, queue) error) error {
	err := s.conn.WithChannel(ctx, func(ch *amqp091.Channel) error {
		for _, q := range l.queues {
			if err := bind(ch, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil || ctx.Err() != nil || isNoChannel(err) {
		return nil //nolint:nilerr // ctx has ended, or the connection is full
	}
	return fmt.Errorf("repair bindings: %w", err)
}
