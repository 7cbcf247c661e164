package amqp

import (
	"context"
	"fmt"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// drain takes no more messages and hands over those that have arrived. It keeps
// the connection until Close, because notifications are still settled on it.
func (l *listener) drain(ctx context.Context, s *sources) error {
	if err := s.stop(ctx); err != nil {
		return err
	}
	l.decideLast(ctx, s.conn)
	l.inbox.close()
	select {
	case <-ctx.Done():
		l.deleteQueues(s.conn)
		return ctx.Err()
	case <-s.conn.Lost():
		return s.conn.Reason()
	}
}

// Stop takes no more messages. Those that have arrived have been handed over
// when it returns nil.
func (l *listener) Stop(ctx context.Context) error {
	l.stopOnce.Do(func() {
		close(l.stopping)
		l.link.halt()
		go func() { // ends with the link: by Close at the latest
			l.link.running.Wait()
			l.decide(false)
			l.inbox.close()
		}()
	})
	select {
	case <-l.stopped:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop %s: %w", l.link.name, context.Cause(ctx))
	}
}

// Close deletes the listener's own queues and closes its connection. It takes no
// longer than the broker is given to answer, about three seconds.
func (l *listener) Close() error {
	l.closeOnce.Do(func() {
		l.link.stop()
		if n := l.inbox.drop(); n > 0 && l.inbox.ack != nil {
			l.log.Warn("dropping requests that no worker has begun: the listener is closed", "listener", l.link.name, "requests", n)
		}
		l.onClose()
	})
	return nil
}

// deleteQueues deletes the queues that no other server reads. Errors are
// ignored, because the queues expire.
func (l *listener) deleteQueues(on *conn.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), conn.CloseTimeout)
	defer cancel()
	for _, q := range l.queues {
		if q.private && on.Alive() {
			_ = on.WithChannel(ctx, func(ch *amqp091.Channel) error {
				_, err := ch.QueueDelete(q.name, false, false, false)
				return err
			})
		}
	}
}
