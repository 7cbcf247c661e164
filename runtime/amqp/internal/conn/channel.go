package conn

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// Messages and their acknowledgements bypass amqp091-go. This package writes
// and reads basic's publish, return, deliver, ack, nack and reject, each in one
// piece, which makes them cheap. See docs/performance.md. The library has all
// other methods. The socket sees all frames in both directions and in their
// order, so that this package writes nothing on a channel behind its close.

// Channel is a channel of a connection. Its methods are the library's, and its
// messages are this package's. Publish, Ack and Reject shadow the library's. It
// is safe for concurrent use, except for the library's synchronous methods,
// which must be called one at a time.
//
// Several consumers may share a channel. An Arrival carries the tag of its consumer.
type Channel struct {
	*amqp091.Channel
	handlers Handlers

	sock     *socket
	id       uint16
	open     atomic.Bool // changes with sock.mu held
	restless bool        // whether the socket owes it a Quiet, used by the reading goroutine only
}

// Handlers receive the messages and answers of a channel, on the goroutine that
// reads the connection. They must not block and must not keep pointers they are
// given. A nil handler is not called.
type Handlers struct {
	Delivered func(*Arrival)
	Returned  func(*Arrival)
	Confirmed func(frame.Confirm)
	// Quiet is called after messages were delivered, when the connection has handed
	// over all that had come and is about to wait for more.
	Quiet func()
}

// Arrival is a message that came on a channel, or came back.
type Arrival struct {
	frame.Arrival
	On *Channel
}

// Open opens a channel.
func (c *Conn) Open(h Handlers) (*Channel, error) {
	ch := &Channel{handlers: h, sock: c.sock}
	c.opening.Lock() // so that the next channel.open that is written is ch's
	defer c.opening.Unlock()
	c.sock.expect(ch)
	var err error
	if ch.Channel, err = c.amqp.Channel(); err != nil {
		return nil, err
	}
	if c.sock.channel(ch.id) != ch {
		return nil, c.disagree(ch)
	}
	return ch, nil
}

// disagree is the error of a channel that the library opened and that the socket did not
// see, unless the channel or the connection is gone already.
func (c *Conn) disagree(ch *Channel) error {
	if ch.id != 0 || !c.Alive() {
		return amqp091.ErrClosed
	}
	_ = ch.Close()
	return fmt.Errorf("%w: amqp091-go %s opens channels in another way than %s, with which this driver was tested", ErrLibrary, libraryVersion(), testedWith)
}

// ErrLibrary means that the AMQP library does not behave as this package
// expects.
var ErrLibrary = errors.New("the AMQP library and its driver disagree")

const (
	library    = "github.com/rabbitmq/amqp091-go"
	testedWith = "v1.16.0"
)

// libraryVersion is the version of the library in this program.
func libraryVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	for _, dep := range info.Deps {
		if dep.Path == library {
			return dep.Version
		}
	}
	return "of unknown version"
}

// ID is the number of the channel on its connection.
func (ch *Channel) ID() int { return int(ch.id) }

// IsOpen reports whether messages can be written on the channel.
func (ch *Channel) IsOpen() bool { return ch.open.Load() }

// Publish writes m. After an error nothing of it was written. The position is that
// of m in the connection's stream: see Conn.NeverLeft.
func (ch *Channel) Publish(m *frame.Message) (position uint64, err error) {
	return ch.write(func(b []byte) []byte { return frame.AppendMessage(b, ch.id, ch.sock.frameMax, m) })
}

// Ack acknowledges a message, or all of the channel up to it, whatever their
// consumers.
func (ch *Channel) Ack(tag uint64, multiple bool) error {
	return ch.settle(frame.Ack, tag, multiple)
}

// Reject gives a message back, to be delivered again or dropped.
func (ch *Channel) Reject(tag uint64, requeue bool) error {
	return ch.settle(frame.Reject, tag, requeue)
}

func (ch *Channel) settle(method uint32, tag uint64, flag bool) error {
	_, err := ch.write(func(b []byte) []byte { return frame.AppendSettle(b, ch.id, method, tag, flag) })
	return err
}

// write appends frames to the socket's buffer, unless the channel is closed.
func (ch *Channel) write(frames func([]byte) []byte) (position uint64, err error) {
	s := ch.sock
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.err != nil:
		return 0, s.err
	case !ch.open.Load():
		return 0, amqp091.ErrClosed
	}
	position = s.queued.Load()
	s.queue(frames(s.pending))
	return position, nil
}

// Shut lets nothing more be written on the channel.
func (ch *Channel) Shut() {
	ch.sock.mu.Lock()
	defer ch.sock.mu.Unlock()
	ch.open.Store(false)
}
