package floor

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

const (
	exchange = "openstack"
	timeout  = 60 * time.Second
)

// Client calls and casts. It is safe for concurrent use.
type Client struct {
	topic      string
	replyQueue string
	expiration string
	last       atomic.Uint64
	process    [8]byte

	publishing, consuming *amqp.Connection
	channel               *amqp.Channel

	mu      sync.Mutex
	waiting map[id]*waiter
}

// waiter is one call that waits. It is used again.
type waiter struct {
	reply chan string
	timer *time.Timer
}

var waiters = sync.Pool{New: func() any {
	w := &waiter{make(chan string, 1), time.NewTimer(time.Hour)}
	w.timer.Stop()
	return w
}}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// NewClient connects a client of the topic.
func NewClient(url, topic string) (*Client, error) {
	c := &Client{topic: topic, expiration: strconv.FormatInt(timeout.Milliseconds(), 10), waiting: map[id]*waiter{}}
	_, _ = rand.Read(c.process[:]) // never fails
	unique := c.newID()
	c.replyQueue = "reply_" + hex.EncodeToString(unique[:])
	var err error
	if c.publishing, c.channel, err = connect(url); err != nil {
		return nil, err
	}
	if err = c.consume(url); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

// connect opens a connection with a channel, and declares the exchange.
func connect(url string) (*amqp.Connection, *amqp.Channel, error) {
	conn, err := dial(url)
	if err != nil {
		return nil, nil, err
	}
	ch, err := conn.Channel()
	if err == nil {
		err = ch.ExchangeDeclare(exchange, amqp.ExchangeTopic, false, false, false, false, nil)
	}
	if err != nil {
		_ = conn.Close()
		return nil, nil, err
	}
	return conn, ch, nil
}

// consume begins to read the reply queue. Its goroutine ends with the connection.
func (c *Client) consume(url string) error {
	var ch *amqp.Channel
	var err error
	if c.consuming, ch, err = connect(url); err != nil {
		return err
	}
	if _, err = ch.QueueDeclare(c.replyQueue, false, false, false, false, amqp.Table{"x-expires": int32(1800000)}); err != nil {
		return err
	}
	replies, err := ch.Consume(c.replyQueue, "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	go c.read(replies)
	return nil
}

func (c *Client) read(replies <-chan amqp.Delivery) {
	for d := range replies {
		call, data, err := parseReply(d.Body)
		if err != nil {
			continue
		}
		c.mu.Lock()
		if w := c.waiting[call]; w != nil {
			delete(c.waiting, call)
			w.reply <- data // has room
		}
		c.mu.Unlock()
	}
}

// newID returns an id that no other message has.
func (c *Client) newID() (i id) {
	copy(i[:], c.process[:])
	binary.BigEndian.PutUint64(i[8:], c.last.Add(1))
	return i
}

// Echo calls the method echo.
func (c *Client) Echo(ctx context.Context, data string) (string, error) {
	call, w := c.newID(), waiters.Get().(*waiter)
	c.mu.Lock()
	c.waiting[call] = w
	c.mu.Unlock()
	defer c.release(call, w)

	buf := buffers.Get().(*[]byte)
	*buf = appendCall((*buf)[:0], data, c.replyQueue, call, c.newID())
	err := c.channel.PublishWithContext(ctx, exchange, c.topic, false, false, publishing(*buf, c.expiration))
	buffers.Put(buf)
	if err != nil {
		return "", err
	}
	w.timer.Reset(timeout)
	select {
	case reply := <-w.reply:
		return reply, nil
	case <-w.timer.C:
		return "", errors.New("no reply in time")
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (c *Client) release(call id, w *waiter) {
	c.mu.Lock()
	delete(c.waiting, call)
	c.mu.Unlock()
	w.timer.Stop()
	select {
	case <-w.reply: // came too late
	default:
	}
	waiters.Put(w)
}

// Tell casts the method tell, and waits for no confirm.
func (c *Client) Tell(ctx context.Context, data string) error {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = appendCast((*buf)[:0], data, c.newID())
	return c.channel.PublishWithContext(ctx, exchange, c.topic, false, false, publishing(*buf, ""))
}

// Close closes the client's connections.
func (c *Client) Close() error {
	err := c.publishing.Close()
	if c.consuming != nil {
		err = errors.Join(err, c.consuming.Close())
	}
	return err
}
