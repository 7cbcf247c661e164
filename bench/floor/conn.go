package floor

import (
	"bufio"
	"context"
	"net"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

const (
	writeLimit = 1 << 20 // bytes gathered before Write waits
	readBuffer = 64 << 10
)

// conn gathers writes: amqp091-go flushes after every publish and every ack, so
// Write only appends to a buffer, which one goroutine writes out.
type conn struct {
	net.Conn
	reader *bufio.Reader

	mu      sync.Mutex
	changed sync.Cond // pending or err has
	pending []byte
	err     error
}

// dial opens a connection whose writes are gathered.
func dial(url string) (*amqp.Connection, error) {
	return amqp.DialConfig(url, amqp.Config{
		Heartbeat: time.Minute,
		Dial: func(network, addr string) (net.Conn, error) {
			c, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(context.Background(), network, addr)
			if err != nil {
				return nil, err
			}
			return gather(c), nil
		},
	})
}

// gather takes over c. Its goroutine ends when the connection is closed.
func gather(c net.Conn) *conn {
	g := &conn{Conn: c, reader: bufio.NewReaderSize(c, readBuffer)}
	g.changed.L = &g.mu
	go g.flush()
	return g
}

func (c *conn) Read(p []byte) (int, error) { return c.reader.Read(p) }

func (c *conn) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.pending) >= writeLimit && c.err == nil {
		c.changed.Wait()
	}
	if c.err != nil {
		return 0, c.err
	}
	if len(c.pending) == 0 {
		c.changed.Broadcast()
	}
	c.pending = append(c.pending, p...)
	return len(p), nil
}

func (c *conn) flush() {
	var out []byte
	for {
		c.mu.Lock()
		for len(c.pending) == 0 && c.err == nil {
			c.changed.Wait()
		}
		if c.err != nil {
			c.mu.Unlock()
			return
		}
		out, c.pending = c.pending, out[:0]
		c.changed.Broadcast() // there is room again
		c.mu.Unlock()
		if _, err := c.Conn.Write(out); err != nil {
			c.fail(err)
		}
	}
}

func (c *conn) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err = err
	c.changed.Broadcast()
}

// Close gives the gathered bytes a moment to leave.
func (c *conn) Close() error {
	for deadline := time.Now().Add(time.Second); time.Now().Before(deadline) && c.gathered(); {
		time.Sleep(time.Millisecond)
	}
	err := c.Conn.Close()
	c.fail(net.ErrClosed)
	return err
}

func (c *conn) gathered() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err == nil && len(c.pending) > 0
}
