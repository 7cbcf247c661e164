package amqp

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

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
	sole       bool         // nobody else can have taken what comes a second time
	offset     atomic.Int64 // of a stream: the one after the last delivered; 0 before the first
}

// passed remembers the last delivery of a stream.
func (c *consumer) passed(d *amqp091.Delivery) {
	if !c.queue.stream {
		return
	}
	if offset, ok := d.Headers["x-stream-offset"].(int64); ok {
		c.offset.Store(offset + 1)
	}
}

// noAck is the prefetch of a consumer that acknowledges nothing.
const noAck = 0

// openConsumer consumes q on g. At most prefetch messages are unacknowledged, any
// number if that is negative. offset is where a stream begins.
func openConsumer(ctx context.Context, g *generation, config Config, q queue, prefetch int, offset any) (*consumer, error) {
	c := &consumer{g: g, queue: q, tag: consumerTag()}
	do := g.do
	if config.replicated() {
		do = g.doOrHang
	}
	err := do(ctx, func() (err error) {
		if c.ch, err = g.conn.Channel(); err != nil {
			return err
		}
		c.closed = c.ch.NotifyClose(make(chan *amqp091.Error, 1))
		if prefetch > 0 {
			if err = c.ch.Qos(prefetch, 0, false); err != nil {
				return err
			}
		}
		c.deliveries, err = c.ch.Consume(q.name, c.tag, prefetch == noAck, false, false, false, config.consumeArgs(q, offset))
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
	return t.config.inflated(d.Headers, d.Body)
}

// returnedBody is the body of a message of ours that came back.
func (c *Config) returnedBody(r *amqp091.Return) ([]byte, error) {
	return c.inflated(r.Headers, r.Body)
}

func (c *Config) inflated(headers amqp091.Table, body []byte) ([]byte, error) {
	encoding, _ := headers[headerCompression].(string)
	if encoding == "" {
		return body, nil
	}
	return inflate(encoding, body, c.MaxInflated)
}
