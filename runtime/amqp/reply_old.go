package amqp

import (
	"context"
	"errors"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// readOld reads the queues of earlier connections that calls still wait for, each on a
// channel. A queue stays among them when the connection is lost meanwhile, unless it is
// the queue for which the broker has no answer.
func (r *replies) readOld(ctx context.Context, on *conn.Conn) (channels []*conn.Channel) {
	waiting := r.old
	r.old = nil
	for _, q := range waiting {
		if r.retire(q) {
			continue
		}
		ch, err := r.consumeOld(ctx, on, q)
		switch {
		case err == nil:
			channels = append(channels, ch)
		case on.Alive(), errors.Is(err, conn.ErrNoAnswer):
			r.end(q, err)
			continue
		}
		r.old = append(r.old, q)
	}
	return channels
}

// consumeOld reads one of them until ctx ends. When the queue is deleted, the calls that
// wait for its replies end.
func (r *replies) consumeOld(ctx context.Context, on *conn.Conn, q *replyQueue) (*conn.Channel, error) {
	if err := exists(ctx, on, q.name); err != nil {
		return nil, err
	}
	ch, ended, err := r.consume(ctx, on, q.queue)
	if err != nil {
		return nil, err
	}
	go func() { // ends with the channel
		<-ended
		if ctx.Err() != nil || !on.Alive() {
			return
		}
		if err := exists(ctx, on, q.name); isMissing(err) {
			r.end(q, err)
		}
	}()
	return ch, nil
}

// retire gives up a queue that no call hangs on. A call that is about to be sent
// takes another. It reports false if there are calls that hang on the queue.
func (r *replies) retire(q *replyQueue) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.gone = r.calls.Count(func(mark uint64) bool { return mark == q.generation }) == 0
	return q.gone
}
