// Package passive asks a broker about queues and exchanges over AMQP alone, by
// passive declarations, which change nothing.
package passive

import (
	"context"
	"errors"
	"fmt"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
)

// Conn is a connection for questions. It is not safe for concurrent use.
type Conn struct {
	conn    *amqp091.Connection
	channel *amqp091.Channel // nil after a refusal, which closes it
	stop    func() bool      // ends the watch over the context of Open
}

// answerTime bounds the broker's answer to one question.
const answerTime = 5 * time.Second

// goodbye bounds the end of a connection.
const goodbye = time.Second

// Open connects to the broker. The caller closes the connection, and the end of ctx
// does.
func Open(ctx context.Context, bus *connect.Bus) (*Conn, error) {
	conn, err := bus.Dial(ctx)
	if err != nil {
		return nil, err
	}
	c := On(conn)
	c.stop = context.AfterFunc(ctx, c.hangUp)
	return c, nil
}

// On asks over a connection that is there.
func On(conn *amqp091.Connection) *Conn {
	return &Conn{conn: conn, stop: func() bool { return true }}
}

// Close closes the connection.
func (c *Conn) Close() error {
	c.stop()
	return c.conn.CloseDeadline(time.Now().Add(goodbye))
}

// hangUp ends the connection, and with it the question that waits.
func (c *Conn) hangUp() {
	c.conn.CloseDeadline(time.Now().Add(goodbye / 10)) //nolint:errcheck // the question fails
}

// Queue is the answer to the passive declaration of a queue.
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
	late := time.AfterFunc(answerTime, c.hangUp)
	defer late.Stop()
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
