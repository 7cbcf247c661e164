package amqp

import (
	"context"
	"fmt"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// afresh is how long after a reconnect the bindings are made again, each counted
// from the one before. When a node of a cluster dies, its cleaning up may take the
// routes of a queue that was just declared on another node. The first time could
// be before the broker has cleaned up.
var afresh = [...]time.Duration{300 * time.Millisecond, time.Second, 3 * time.Second}

// repairInterval is the time between later repairs.
const repairInterval = 5 * time.Minute

// repair binds the queues again after a reconnect, and rarely from time to
// time, because a consumer does not learn that a binding or an exchange was
// removed. It returns nil when ctx ends.
func (l *listener) repair(ctx context.Context, s *sources, again bool) error {
	if again && l.dialer.Hosts() > 1 && l.config.RepairInterval >= 0 {
		for _, wait := range afresh {
			if conn.Sleep(ctx, conn.Jitter(wait)) != nil {
				return nil //nolint:nilerr // ctx has ended
			}
			if err := l.bind(ctx, s, func(ch *amqp091.Channel, q queue) error { return bindAfresh(ch, q, l.id) }); err != nil {
				return err
			}
		}
	}
	interval := l.repairInterval(s.conn.Broker())
	for interval > 0 && conn.Sleep(ctx, conn.Jitter(interval)) == nil {
		if err := l.bind(ctx, s, bindQueue); err != nil {
			return err
		}
	}
	return nil
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
