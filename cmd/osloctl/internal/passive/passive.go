// Package passive asks a broker about queues and exchanges over AMQP alone, by
// passive declarations, which change nothing.
package passive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
)

// Conn is a connection for questions. It is not safe for concurrent use.
type Conn struct {
	dial    func() (*amqp091.Connection, error) // again, nil for a connection of the caller
	stop    func() bool                         // ends the watch over the context of Open
	channel *amqp091.Channel                    // nil after a refusal, which closes it

	mu   sync.Mutex // hangUp comes from another goroutine
	conn *amqp091.Connection
}

// answerTime bounds the broker's answer to one question.
const answerTime = 5 * time.Second

// goodbye bounds the end of a connection.
const goodbye = time.Second

// Open connects to the broker, and again if the connection is lost. The caller closes
// the connection, and the end of ctx does.
func Open(ctx context.Context, bus *connect.Bus) (*Conn, error) {
	dial := func() (*amqp091.Connection, error) { return bus.Dial(ctx) }
	conn, err := dial()
	if err != nil {
		return nil, err
	}
	c := On(conn)
	c.dial = dial
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
	return c.current().CloseDeadline(time.Now().Add(goodbye))
}

// hangUp ends the connection, and with it the question that waits.
func (c *Conn) hangUp() {
	c.current().CloseDeadline(time.Now().Add(goodbye / 10)) //nolint:errcheck // the question fails
}

func (c *Conn) current() *amqp091.Connection {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.conn
}

// ready makes a lost connection again, and the channel.
func (c *Conn) ready() error {
	if c.dial != nil && c.current().IsClosed() {
		conn, err := c.dial()
		if err != nil {
			return err
		}
		c.mu.Lock()
		c.conn, c.channel = conn, nil
		c.mu.Unlock()
	}
	if c.channel != nil {
		return nil
	}
	channel, err := c.current().Channel()
	if err != nil {
		return fmt.Errorf("open a channel: %w", err)
	}
	c.channel = channel
	return nil
}

// Queue is the answer to the passive declaration of a queue.
type Queue struct {
	Name      string `json:"name"`
	Messages  int    `json:"messages"` // ready to be delivered
	Consumers int    `json:"consumers"`
}

// AbsentError says that a queue is there and can't be used: its node is down, or its
// process has ended.
type AbsentError struct {
	Queue  string
	Reason string // the broker's
}

func (e *AbsentError) Error() string { return "queue " + e.Queue + " is absent: " + e.Reason }

// Queue asks about a queue. It returns nil if there is none of the name. The error
// is an *AbsentError if there is one that can't be used.
func (c *Conn) Queue(name string) (*Queue, error) {
	var found *Queue
	err := c.ask("queue "+name, func(ch *amqp091.Channel) error {
		q, err := ch.QueueDeclarePassive(name, false, false, false, false, nil)
		found = &Queue{q.Name, q.Messages, q.Consumers}
		return err
	})
	switch refusal, _ := errors.AsType[*amqp091.Error](err); {
	case missing(err):
		return nil, nil
	case refusal != nil && refusal.Code == amqp091.NotFound:
		return nil, &AbsentError{name, refusal.Reason}
	case err != nil:
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
	err := c.ready()
	if err == nil {
		err = question(c.channel)
	}
	if err != nil {
		c.channel = nil
		return fmt.Errorf("ask about %s: %w", about, err)
	}
	return nil
}

// missing reports whether the broker says that there is no such thing. It answers
// by the same code about a queue whose node is down.
func missing(err error) bool {
	e, ok := errors.AsType[*amqp091.Error](err)
	return ok && e.Code == amqp091.NotFound && strings.HasPrefix(e.Reason, "NOT_FOUND - no ")
}
