package amqp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// declareOn declares q with its exchanges and bindings, on a channel of its
// own. It returns the queue's message and consumer counts.
func declareOn(ctx context.Context, c *conn.Conn, q queue) (found amqp091.Queue, err error) {
	var there amqp091.Queue // written until WithChannel succeeds, and not read before
	err = c.WithChannel(ctx, func(ch *amqp091.Channel) (err error) {
		there, err = declareQueue(ch, q)
		return err
	})
	if err != nil {
		return found, err
	}
	return there, nil
}

func declareExchange(ch *amqp091.Channel, e exchange) error {
	return ch.ExchangeDeclare(e.name, e.kind, e.durable, e.autoDelete, false, false, nil)
}

// declareQueue declares q with its exchanges and bindings.
func declareQueue(ch *amqp091.Channel, q queue) (found amqp091.Queue, err error) {
	for _, b := range q.bindings {
		if err := declareExchange(ch, b.exchange); err != nil {
			return found, err
		}
	}
	if found, err = ch.QueueDeclare(q.name, q.durable, q.autoDelete, false, false, q.args); err != nil {
		return found, err
	}
	return found, bindQueue(ch, q)
}

// bindQueue makes the queue's bindings. Existing bindings stay.
func bindQueue(ch *amqp091.Channel, q queue) error {
	for _, b := range q.bindings {
		if err := ch.QueueBind(q.name, b.key, b.exchange.name, false, nil); err != nil {
			return err
		}
	}
	return nil
}

// bindAfresh makes the queue's bindings anew, including those that the broker
// believes to exist. When a node dies, its cleaning up may take the routes of a
// queue that has just been declared on another node, and leave the bindings. A
// second binding stands in meanwhile, so that no message is missed. It carries
// who, because other listeners may do the same to a shared queue at the same
// time.
func bindAfresh(ch *amqp091.Channel, q queue, who string) error {
	standIn := amqp091.Table{"oslogen-stand-in": who}
	for _, b := range q.bindings {
		steps := []func() error{
			func() error { return ch.QueueBind(q.name, b.key, b.exchange.name, false, standIn) },
			func() error { return ch.QueueUnbind(q.name, b.key, b.exchange.name, nil) },
			func() error { return ch.QueueBind(q.name, b.key, b.exchange.name, false, nil) },
			func() error { return ch.QueueUnbind(q.name, b.key, b.exchange.name, standIn) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
	}
	return nil
}

// renew gives a queue that is ours alone a new name when the broker lives but does
// not let us use it: its node is down, or, with quorum queues of RabbitMQ 4.0 that
// were made shortly before a crash, it has no leader and never answers.
func (q *queue) renew(c *conn.Conn, err error) {
	if q.fresh != nil && c.Alive() && !errors.Is(err, oslo.ErrRefused) {
		*q = q.fresh()
	}
}

const transientHint = "refuses queues that are neither durable nor exclusive:" +
	" set rabbit_quorum_queue (or amqp_durable_queues) and rabbit_transient_quorum_queue, in all services of a topic"

// isDurabilityClash reports whether a declaration was refused because the entity
// is there with another durability.
func isDurabilityClash(err error) bool {
	var e *amqp091.Error
	return errors.As(err, &e) && e.Code == amqp091.PreconditionFailed && strings.Contains(e.Reason, "inequivalent arg 'durable'")
}

// explainDeclare names the option behind the broker's refusal of a declaration.
func explainDeclare(what string, err error) error {
	text := err.Error()
	hint := ""
	switch {
	case strings.Contains(text, "inequivalent arg"):
		hint = "; a peer declared it with other options: amqp_durable_queues, amqp_auto_delete, rabbit_quorum_queue," +
			" rabbit_transient_quorum_queue and the queue limits must be equal in all services of a topic"
	case isTransientRefused(text):
		hint = "; this broker " + transientHint
	case isNoChannel(err):
		hint = "; the broker's channel_max is too low"
	case strings.Contains(text, "home node"):
		hint = "; the queue's node is down: set rabbit_quorum_queue to survive that"
	case errors.Is(err, conn.ErrNoAnswer): // so does RabbitMQ 4.0
		hint = "; maybe the queue's node is down: rabbit_quorum_queue survives that"
	}
	return fmt.Errorf("declare %s: %w%s", what, err, hint)
}

// isNoChannel reports that the broker's channel_max leaves no further channel.
func isNoChannel(err error) bool {
	var e *amqp091.Error
	return errors.As(err, &e) && e == amqp091.ErrChannelMax
}

// isTransientRefused reports whether a broker's words mean that it has no queues
// that are neither durable nor exclusive.
func isTransientRefused(text string) bool {
	return strings.Contains(text, "transient_nonexcl_queues") || strings.Contains(text, "deprecated")
}

// declareError tells a passing failure (errLost) from a refusal
// (oslo.ErrRefused), and explains both. Passing failures are a lost connection,
// a broker that shuts down (320) or has internal trouble (541), and an entity
// that is gone again or on a node that is down (404).
func declareError(what string, err error) error {
	explained := explainDeclare(what, err)
	var e *amqp091.Error
	switch {
	case errors.Is(err, oslo.ErrRefused):
		return err
	case errors.Is(err, conn.ErrLibrary), isNoChannel(err), isTransientRefused(err.Error()):
	case !errors.As(err, &e), !e.Server, e.Code == amqp091.ConnectionForced, e.Code == amqp091.InternalError,
		e.Code == amqp091.NotFound:
		return fmt.Errorf("%w: %w", errLost, explained)
	}
	return fmt.Errorf("%w: %w", oslo.ErrRefused, explained)
}
