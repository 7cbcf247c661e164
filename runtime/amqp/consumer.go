package amqp

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// consumer reads one queue on a channel of its own, so that acknowledging several
// messages at once never touches another queue's. It belongs to one generation.
type consumer struct {
	g          *generation
	ch         *amqp091.Channel
	tag        string
	queue      queue
	deliveries <-chan amqp091.Delivery
	closed     chan *amqp091.Error
}

// openConsumer consumes q on g. At most prefetch messages are unacknowledged; 0
// takes all, without acknowledgement. offset is where a stream begins.
func openConsumer(ctx context.Context, g *generation, config Config, q queue, prefetch int, offset any) (*consumer, error) {
	c := &consumer{g: g, queue: q, tag: consumerTag()}
	err := g.do(ctx, func() (err error) {
		if c.ch, err = g.conn.Channel(); err != nil {
			return err
		}
		c.closed = c.ch.NotifyClose(make(chan *amqp091.Error, 1))
		if prefetch > 0 {
			if err = c.ch.Qos(prefetch, 0, false); err != nil {
				return err
			}
		}
		c.deliveries, err = c.ch.Consume(q.name, c.tag, prefetch == 0, false, false, false, config.consumeArgs(q, offset))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%w: consume %s: %w", errLost, q.name, err)
	}
	return c, nil
}

func consumerTag() string { return strconv.FormatUint(generations.Add(1), 10) }

// reason is why the deliveries have ended.
func (c *consumer) reason() error {
	if !c.g.alive() {
		return c.g.reason()
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

// cancel asks the broker for no more messages; deliveries is closed after the last one.
func (c *consumer) cancel(ctx context.Context) error {
	return c.g.do(ctx, func() error { return c.ch.Cancel(c.tag, false) })
}

// close gives the channel up; a connection that is lost has done so already.
func (c *consumer) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if !c.ch.IsClosed() {
		_ = c.g.do(ctx, c.ch.Close)
	}
}

// body is the delivery's message body, decompressed.
func (t *transport) body(d *amqp091.Delivery) ([]byte, error) {
	if t := d.ContentType; t != "" && t != contentType && !strings.HasPrefix(t, contentType+";") {
		return nil, fmt.Errorf("content type %q is not %s", t, contentType)
	}
	encoding, _ := d.Headers[headerCompression].(string)
	if encoding == "" {
		return d.Body, nil
	}
	return inflate(encoding, d.Body, t.config.MaxInflated)
}
