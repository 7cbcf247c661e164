// Package passive asks a broker about queues and exchanges over AMQP alone, by
// passive declarations, which change nothing.
package passive

import (
	"context"
	"errors"
	"fmt"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
)

// Conn is a connection for questions. It is not safe for concurrent use.
type Conn struct {
	conn    *amqp091.Connection
	channel *amqp091.Channel // nil after a refusal, which closes it
}

// Open connects to the broker. The caller closes the connection.
func Open(ctx context.Context, bus *connect.Bus) (*Conn, error) {
	conn, err := bus.Dial(ctx)
	if err != nil {
		return nil, err
	}
	return On(conn), nil
}

// On asks over a connection that is there.
func On(conn *amqp091.Connection) *Conn { return &Conn{conn: conn} }

// Close closes the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Queue is what a passive declaration tells of a queue.
type Queue struct {
	Name      string `json:"name"`
	Messages  int    `json:"messages"` // ready to be delivered
	Consumers int    `json:"consumers"`
}

// Queue asks about a queue. It returns nil if there is none of the name.
func (c *Conn) Queue(name string) (*Queue, error) {
	var found *Queue
	err := c.ask("queue "+name, func(ch *amqp091.Channel) error {
		q, err := ch.QueueDeclarePassive(name, false, false, false, false, nil)
		found = &Queue{q.Name, q.Messages, q.Consumers}
		return err
	})
	if missing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Exchange reports whether there is an exchange of the name.
func (c *Conn) Exchange(name string) (bool, error) {
	err := c.ask("exchange "+name, func(ch *amqp091.Channel) error {
		return ch.ExchangeDeclarePassive(name, "topic", false, false, false, false, nil)
	})
	if missing(err) {
		return false, nil
	}
	return err == nil, err
}

// ask asks one question. A refusal closes the channel, so the next question gets
// another one.
func (c *Conn) ask(about string, question func(*amqp091.Channel) error) error {
	if c.channel == nil {
		channel, err := c.conn.Channel()
		if err != nil {
			return fmt.Errorf("open a channel: %w", err)
		}
		c.channel = channel
	}
	err := question(c.channel)
	if err != nil {
		c.channel = nil
		return fmt.Errorf("ask about %s: %w", about, err)
	}
	return nil
}

// missing reports whether the broker says that there is no such thing.
func missing(err error) bool {
	e, ok := errors.AsType[*amqp091.Error](err)
	return ok && e.Code == amqp091.NotFound
}
