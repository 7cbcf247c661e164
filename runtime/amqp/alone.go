package amqp

import (
	"context"
	"slices"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// A request that the broker sends again may have run on another server, so it
// is dropped. A server that is alone on its topic need not drop it, because it
// knows which requests it has begun. The broker tells how many consumers a
// queue has, so a listener asks when it sets up and from time to time after
// that. Another server may have joined since the last look: see doubts.

const (
	firstLook = 5 * time.Second  // after the set-up, because services often start together
	laterLook = 30 * time.Second // between later looks
	farewell  = time.Second      // how long the broker may take to forget our lost connection
)

// count asks how many messages and consumers a queue has.
func count(ctx context.Context, on *conn.Conn, q queue) (messages, consumers int, err error) {
	var found amqp091.Queue // written until WithChannel succeeds, and not read before
	err = on.WithChannel(ctx, func(ch *amqp091.Channel) (err error) {
		found, err = ch.QueueDeclarePassive(q.name, q.durable, q.autoDelete, false, false, q.args)
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	return found.Messages, found.Consumers, nil
}

// shared reports whether other servers consume the queue too.
func (l *listener) shared(q queue) bool { return l.inbox.ack != nil && !q.own && !q.stream }

// comesBack returns how many messages in a shared queue no server that this listener
// knows of can have begun before it consumes the queue again. found is the broker's answer to
// the declaration. It is called with a new connection.
func (l *listener) comesBack(ctx context.Context, on *conn.Conn, q queue, found amqp091.Queue) int {
	messages, consumers := found.Messages, found.Consumers
	if !l.ready {
		l.alone = consumers == 0
		return 0
	}
	var err error
	for deadline := time.Now().Add(farewell); l.alone && consumers > 0 && err == nil; {
		l.alone = time.Now().Before(deadline) && conn.Sleep(ctx, farewell/20) == nil
		messages, consumers, err = count(ctx, on, q)
	}
	if l.alone = l.alone && err == nil; l.alone {
		return messages
	}
	return 0
}

// look finds out whether the listener is alone, over and over until ctx ends. It
// tells serve, which owns the answer. Requests in doubt wait for the first one.
func (l *listener) look(ctx context.Context, on *conn.Conn, inDoubt bool, found chan<- bool) {
	i := slices.IndexFunc(l.queues, l.shared)
	if i < 0 {
		return
	}
	wait := conn.Jitter(firstLook)
	if inDoubt {
		wait = comeBack
	}
	for ; conn.Sleep(ctx, wait) == nil; wait = conn.Jitter(laterLook) {
		_, consumers, err := count(ctx, on, l.queues[i])
		if err != nil && !inDoubt {
			continue // no channel to ask on, or the connection is lost
		}
		inDoubt = false
		select {
		case found <- err == nil && consumers <= 1:
		case <-ctx.Done():
		}
	}
}
