package amqp

import (
	"context"
	"fmt"
	"strings"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// consumer reads one queue on a channel of its own, so that acknowledging several
// messages at once never touches another queue's. It belongs to one connection.
type consumer struct {
	conn   *conn.Conn
	ch     *conn.Channel
	tag    string
	queue  queue
	ended  <-chan amqp091.Delivery // closed when the channel or the consumer ended; nothing comes through it
	closed chan *amqp091.Error
}

// noAck is the prefetch of a consumer that acknowledges nothing.
const noAck = 0

// openConsumer consumes q on a connection. At most prefetch messages are unacknowledged, any
// number if that is negative. offset is where a stream begins. Messages go to deliver,
// see conn.Handlers; without one they wait for next.
func openConsumer(ctx context.Context, on *conn.Conn, config *Config, q queue, prefetch int, offset any, deliver func(*conn.Arrival)) (*consumer, error) {
	c := &consumer{conn: on, queue: q, tag: consumerTag()}
	do := on.Do
	if config.replicated() {
		do = on.DoOrHang
	}
	err := do(ctx, func() (err error) {
		if c.ch, err = on.Open(conn.Handlers{Delivered: deliver}); err != nil {
			return err
		}
		c.closed = c.ch.NotifyClose(make(chan *amqp091.Error, 1))
		if prefetch > 0 {
			if err = c.ch.Qos(prefetch, 0, false); err != nil {
				return err
			}
		}
		c.ended, err = c.ch.Consume(q.name, c.tag, prefetch == noAck, false, false, false, config.consumeArgs(q, offset))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%w: consume %s: %w", errLost, q.name, err)
	}
	return c, nil
}

// reason is why the consumer has ended, or is about to.
func (c *consumer) reason() error {
	<-c.ended
	if !c.conn.Alive() {
		return c.conn.Reason()
	}
	select {
	case err := <-c.closed:
		if err != nil {
			return fmt.Errorf("channel of %s closed: %w", c.queue.name, err)
		}
	default:
	}
	return fmt.Errorf("the broker cancelled the consumer of %s", c.queue.name)
}

// close gives the channel up.
func (c *consumer) close() { c.conn.CloseChannel(c.ch) }

// body is the message's body, decompressed.
func (c *Config) body(d *conn.Arrival) ([]byte, error) {
	if d.TooLarge > 0 {
		return nil, fmt.Errorf("%w: a body of %d bytes", oslo.ErrTooLarge, d.TooLarge)
	}
	if t := d.ContentType; t != "" && t != frame.ContentType && !strings.HasPrefix(t, frame.ContentType+";") {
		return nil, fmt.Errorf("content type %q is not %s", t, frame.ContentType)
	}
	return c.inflated(d)
}

func (c *Config) inflated(d *conn.Arrival) ([]byte, error) {
	encoding := d.Compression()
	if encoding == "" {
		return d.Body, nil
	}
	return inflate(encoding, d.Body, c.MaxInflated)
}
