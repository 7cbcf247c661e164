package amqp

import (
	"context"
	"errors"
	"sync"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// replyQueue is one queue that replies come to. Calls hang on it, and not on the
// connection over which it is read: it outlives that.
type replyQueue struct {
	queue
	generation uint64 // counts up from 1

	mu   sync.RWMutex // held for reading while a request that names the queue is written
	gone bool
}

// hold makes a call hang on the queue: see replyTo.
func (q *replyQueue) hold(w *inflight.Waiter[transport.Reply]) bool {
	q.mu.RLock()
	if !q.gone {
		w.Mark(q.generation)
	}
	if q.gone || w.HasEnded() {
		q.mu.RUnlock()
		return false
	}
	return true
}

func (q *replyQueue) letGo() { q.mu.RUnlock() }

// exists fails if there is no queue of that name or the broker can't tell.
func exists(ctx context.Context, on *conn.Conn, name string) error {
	return on.WithChannel(ctx, func(ch *amqp091.Channel) error {
		_, err := ch.QueueDeclarePassive(name, false, false, false, false, nil)
		return err
	})
}

// isMissing reports whether a broker has no such thing, or not on a node that is up.
func isMissing(err error) bool {
	e, ok := errors.AsType[*amqp091.Error](err)
	return ok && e.Server && e.Code == amqp091.NotFound
}

// lagging returns a ctx that ends a while after its parent has.
func lagging(parent context.Context, while time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(parent))
	stop := context.AfterFunc(parent, func() { // ends with ctx, or after the while
		select {
		case <-time.After(while):
			cancel()
		case <-ctx.Done():
		}
	})
	return ctx, func() {
		stop()
		cancel()
	}
}
