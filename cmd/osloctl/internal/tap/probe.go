package tap

import (
	"errors"
	"strings"

	"github.com/rabbitmq/amqp091-go"
)

// on runs f on a channel of its own, as the broker closes a channel with each error.
func (t *Tap) on(f func(*amqp091.Channel) error) error {
	channel, err := t.conn.Channel()
	if err != nil {
		return err
	}
	defer func() { _ = channel.Close() }() // the broker has closed it if f failed
	return f(channel)
}

// passive asks whether an exchange exists. Its type is not compared.
func (t *Tap) passive(exchange string) error {
	return t.on(func(c *amqp091.Channel) error {
		return c.ExchangeDeclarePassive(exchange, amqp091.ExchangeTopic, false, false, false, false, nil)
	})
}

// consumers returns how many consumers a queue has. The error is a 404 if there is no
// such queue.
func (t *Tap) consumers(queue string) (n int, err error) {
	err = t.on(func(c *amqp091.Channel) error {
		q, err := c.QueueDeclarePassive(queue, false, false, false, false, nil)
		n = q.Consumers
		return err
	})
	return n, err
}

// autoDelete asks whether an exchange that is there deletes itself with its last
// binding (amqp_auto_delete). It declares the exchange as one that does, which does not
// change an existing one: the broker agrees, or names the difference. If the
// broker refuses to say, as it does without the permission to declare, the answer is yes,
// which is the careful one.
func (t *Tap) autoDelete(exchange string) bool {
	for _, durable := range []bool{false, true} {
		err := t.on(func(c *amqp091.Channel) error {
			return c.ExchangeDeclare(exchange, amqp091.ExchangeTopic, durable, true, false, false, nil)
		})
		refusal, refused := errors.AsType[*amqp091.Error](err)
		switch {
		case !refused:
			return true
		case strings.Contains(refusal.Reason, "'auto_delete'"):
			return false
		}
	}
	return true
}
