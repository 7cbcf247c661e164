// Package tap copies messages of the bus without taking any: it binds a queue of
// its own beside those of the services. The queue is exclusive to its connection and
// goes with it, and its bindings go with the queue.
package tap

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/rabbitmq/amqp091-go"
)

// QueuePrefix begins the names of the queues of taps.
const QueuePrefix = "osloctl_"

// maxWaiting is how many messages may wait in the queue on the broker, while this
// program is stopped or its connection is slow. The oldest are dropped beyond it.
const maxWaiting = 100_000

// maxBehind is how many messages may wait in this program. The newest are dropped
// beyond it, and counted.
const maxBehind = 50_000

// goodbye bounds the broker's answer to the end of a tap.
const goodbye = time.Second

// Message is the copy of one message.
type Message struct {
	At            time.Time // when it came here
	Exchange, Key string    // of its publication
	Expiration    string    // milliseconds that it may wait in a queue, of calls
	Body          []byte    // decompressed
}

// Tap is one queue that copies messages. Its methods may be called concurrently.
type Tap struct {
	conn     *amqp091.Connection
	channel  *amqp091.Channel // that consumes
	queue    string
	messages chan Message
	dropped  atomic.Uint64
}

// Open declares the queue of a tap and consumes it. The queue's name begins with
// osloctl_ and the purpose. It has no bindings yet: see Bind.
func Open(ctx context.Context, conn *amqp091.Connection, purpose string) (*Tap, error) {
	channel, err := conn.Channel()
	if err != nil {
		return nil, fmt.Errorf("open a channel: %w", err)
	}
	name := fmt.Sprintf("%s%s_%d_%s", QueuePrefix, purpose, os.Getpid(), uuid.NewString()[:8])
	args := amqp091.Table{"x-max-length": int32(maxWaiting)}
	if _, err := channel.QueueDeclare(name, false, true, true, false, args); err != nil {
		return nil, fmt.Errorf("declare the queue %s: %w", name, err)
	}
	deliveries, err := channel.ConsumeWithContext(ctx, name, "", true, true, false, false, nil)
	if err != nil {
		return nil, fmt.Errorf("consume the queue %s: %w", name, err)
	}
	t := &Tap{conn: conn, channel: channel, queue: name, messages: make(chan Message, maxBehind)}
	go t.copy(deliveries) // ends with the channel
	return t, nil
}

// Messages returns the copies. The channel is closed when the connection is lost or
// the tap is closed.
func (t *Tap) Messages() <-chan Message { return t.messages }

// Dropped returns how many messages were dropped because they were not taken from
// Messages.
func (t *Tap) Dropped() uint64 { return t.dropped.Load() }

// Queue returns the name of the tap's queue.
func (t *Tap) Queue() string { return t.queue }

// Lost reports whether err says that the connection is gone.
func (t *Tap) Lost(err error) bool { return err != nil && t.conn.IsClosed() }

// Close removes the queue, so that it is gone when Close returns. The connection ends
// if the broker does not answer.
func (t *Tap) Close() error {
	late := time.AfterFunc(goodbye, func() { t.conn.CloseDeadline(time.Now().Add(goodbye)) }) //nolint:errcheck // the queue goes with it
	defer late.Stop()
	_, err := t.channel.QueueDelete(t.queue, false, false, false)
	return errors.Join(err, t.channel.Close())
}

func (t *Tap) copy(deliveries <-chan amqp091.Delivery) {
	defer close(t.messages)
	for d := range deliveries {
		select {
		case t.messages <- message(d):
		default:
			t.dropped.Add(1)
		}
	}
}
