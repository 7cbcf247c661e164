package fakebroker

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"sync"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// Conn is one connection of a client.
type Conn struct {
	broker *Broker
	pipe   net.Conn

	mu       sync.Mutex
	wake     sync.Cond // tells flush that there is something to write, or that closed was set
	out      []byte
	closed   bool
	purpose  string // the last part of the client's connection_name
	channels map[uint16]*channel
}

// Method is a method that a client has sent. A publish has its message too.
type Method struct {
	On      *Conn
	Channel uint16
	ID      uint32 // class<<16 | number
	Args    []byte
	Message *Message
}

// Message is a published message.
type Message struct {
	Exchange, Key string
	Mandatory     bool
	Body          []byte
	header        []byte // the content header's payload
}

// Purpose returns the client's purpose of the connection, such as "send" or
// "reply".
func (c *Conn) Purpose() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.purpose
}

// Close closes the connection without a word.
func (c *Conn) Close() { c.close() }

func (c *Conn) close() {
	_ = c.pipe.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	c.wake.Signal()
}

// read reads the client's frames until the connection ends.
func (c *Conn) read() {
	defer c.end()
	if _, err := io.ReadFull(c.pipe, make([]byte, len("AMQP0091"))); err != nil {
		return
	}
	if c.broker.Mute {
		_, _ = io.Copy(io.Discard, c.pipe)
		return
	}
	c.send(0, connectionStart, []byte("\x00\x09\x00\x00\x00\x00\x00\x00\x00\x0ePLAIN AMQPLAIN\x00\x00\x00\x05en_US"))
	open := map[uint16]*Method{} // publishes whose body is not complete
	for {
		kind, id, payload, err := readFrame(c.pipe)
		if err != nil {
			return
		}
		m := open[id]
		switch kind {
		case frame.TypeMethod:
			m = &Method{On: c, Channel: id, ID: binary.BigEndian.Uint32(payload), Args: payload[4:]}
			if m.ID == frame.Publish {
				m.Message = parsePublish(m.Args)
				open[id] = m
				continue
			}
			c.handle(m)
			continue
		case frame.TypeHeader:
			m.Message.header = payload
		case frame.TypeBody:
			m.Message.Body = append(m.Message.Body, payload...)
		default:
			continue
		}
		if uint64(len(m.Message.Body)) == binary.BigEndian.Uint64(m.Message.header[4:]) {
			delete(open, id)
			c.handle(m)
		}
	}
}

func readFrame(from io.Reader) (kind byte, id uint16, payload []byte, _ error) {
	head := make([]byte, frame.HeadSize)
	if _, err := io.ReadFull(from, head); err != nil {
		return 0, 0, nil, err
	}
	kind, id, size := frame.ParseHead(head)
	payload = make([]byte, size+1)
	_, err := io.ReadFull(from, payload)
	return kind, id, payload[:size], err
}

// parsePublish reads the arguments of basic.publish.
func parsePublish(args []byte) *Message {
	r := reader(args[2:])
	return &Message{Exchange: r.short(), Key: r.short(), Mandatory: r.byte()&1 != 0}
}

// end forgets the connection. What its consumers had not acknowledged goes back.
func (c *Conn) end() {
	c.close()
	b := c.broker
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.conns, c)
	for id := range c.channels {
		b.endChannel(c, id)
	}
}

// flush writes the gathered bytes until the connection is closed.
func (c *Conn) flush() {
	for {
		c.mu.Lock()
		for len(c.out) == 0 && !c.closed {
			c.wake.Wait()
		}
		out, closed := c.out, c.closed
		c.out = nil
		c.mu.Unlock()
		if closed {
			return
		}
		if _, err := c.pipe.Write(out); err != nil {
			return // read ends too
		}
	}
}

// Send sends a method to the client.
func (c *Conn) Send(channel uint16, method uint32, args []byte) { c.send(channel, method, args) }

func (c *Conn) send(channel uint16, method uint32, args []byte) {
	b, start := frame.BeginMethod(nil, channel, method)
	c.write(frame.Finish(append(b, args...), start))
}

func (c *Conn) write(frames []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out = append(c.out, frames...)
	c.wake.Signal()
}

// sendMessage sends a method with a message.
func (c *Conn) sendMessage(channel uint16, method uint32, args []byte, m *Message) {
	b, start := frame.BeginMethod(nil, channel, method)
	b = frame.Finish(append(b, args...), start)
	b, start = frame.Begin(b, frame.TypeHeader, channel)
	b = frame.Finish(append(b, m.header...), start)
	if len(m.Body) > 0 {
		b, start = frame.Begin(b, frame.TypeBody, channel)
		b = frame.Finish(append(b, m.Body...), start)
	}
	c.write(b)
}

// named reads the client's name of the connection out of its properties.
func (c *Conn) named(startOK []byte) {
	table := startOK[4 : 4+binary.BigEndian.Uint32(startOK)]
	name, _ := frame.LookUp(table, "connection_name")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.purpose = string(name[bytes.LastIndexByte(name, ':')+1:])
}
