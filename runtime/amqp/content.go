package amqp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// The messages of a connection, and what settles them, pass by amqp091-go: basic's
// publish, return, deliver, ack, nack and reject are written and read here, in one
// piece each, which is what makes them cheap: see docs/performance.md. All other methods
// are the library's. The socket sees the frames of both, in both directions and in
// their order, so that nothing of ours is written on a channel behind its close.

// channel is a channel of a connection: its methods are the library's, its messages
// ours. It is safe for concurrent use.
type channel struct {
	*amqp091.Channel
	hears

	sock *socket
	id   uint16
	open atomic.Bool // changes with sock.mu held
}

// hears are told what comes on a channel, on the goroutine that reads the connection:
// they must not block, but for what they log, nor keep what they are given a pointer to.
type hears struct {
	delivered func(*arrival)
	returned  func(*arrival)
	confirmed func(tag uint64, multiple, taken bool)
}

// openChannel opens a channel.
func (g *generation) openChannel(h hears) (*channel, error) {
	ch := &channel{hears: h, sock: g.sock}
	g.opening.Lock() // so that the next channel.open that is written is ch's
	defer g.opening.Unlock()
	g.sock.expect(ch)
	var err error
	if ch.Channel, err = g.conn.Channel(); err != nil {
		return nil, err
	}
	return ch, nil
}

// closeChannel closes ch, unless that has happened. A connection that does not answer to
// it is given up.
func (g *generation) closeChannel(ch *channel) {
	if !ch.open.Load() {
		return
	}
	ctx, cancel := context.WithTimeoutCause(context.Background(), closeTimeout, errHung)
	defer cancel()
	if err := g.do(ctx, ch.Close); errors.Is(err, errHung) {
		g.sock.fail(err)
	}
}

// publish writes m. After an error nothing of it was written. The position is that
// of m in the socket's stream: see neverLeft.
func (ch *channel) publish(m *outgoing) (position uint64, err error) {
	return ch.write(func(b []byte) []byte { return appendMessage(b, ch.id, ch.sock.frameMax, m) })
}

// ack acknowledges a message, or all up to it.
func (ch *channel) ack(tag uint64, multiple bool) error {
	return ch.settle(methodAck, tag, multiple)
}

// reject gives a message back, to be delivered again or dropped.
func (ch *channel) reject(tag uint64, requeue bool) error {
	return ch.settle(methodReject, tag, requeue)
}

func (ch *channel) settle(method uint32, tag uint64, flag bool) error {
	_, err := ch.write(func(b []byte) []byte { return appendSettle(b, ch.id, method, tag, flag) })
	return err
}

// write appends frames to the socket's buffer, unless the channel is closed.
func (ch *channel) write(frames func([]byte) []byte) (position uint64, err error) {
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

// shut lets nothing more be written on ch.
func (ch *channel) shut() {
	ch.sock.mu.Lock()
	defer ch.sock.mu.Unlock()
	ch.open.Store(false)
}

// expect makes ch the next channel that the library opens.
func (s *socket) expect(ch *channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening = ch
}

// sees takes note of a method that is read or written; mu is held.
func (s *socket) sees(id uint16, method uint32) {
	switch method {
	case methodChannelOpen:
		if ch := s.opening; ch != nil {
			s.opening = nil
			ch.id = id
			ch.open.Store(true)
			s.channels[id] = ch
		}
	case methodChannelClose:
		if ch := s.channels[id]; ch != nil {
			ch.open.Store(false)
			delete(s.channels, id)
		}
	case methodConnectionClose:
		s.shut()
	}
}

// shut closes all channels; mu is held.
func (s *socket) shut() {
	for _, ch := range s.channels {
		ch.open.Store(false)
	}
	clear(s.channels)
}

// observe sees the frames that the library writes and returns how many bytes of b are
// whole ones; mu is held.
func (s *socket) observe(b []byte) (whole int) {
	for {
		rest := b[whole:]
		if len(rest) < frameHead {
			return whole
		}
		kind, id, size := parseHead(rest)
		length := frameHead + size + 1
		if kind == 'A' { // of "AMQP", the protocol header
			length = 8
		}
		if len(rest) < length {
			return whole
		}
		if kind == frameMethod && size >= 4 {
			s.sees(id, methodOf(rest))
		}
		whole += length
	}
}

// incoming is what was read so far of the message that comes on a channel.
type incoming struct {
	arrival
	state int
	left  uint64 // bytes of the body
}

const (
	awaitsMethod = iota
	awaitsHeader
	awaitsBody
)

const (
	// maxMethod bounds the frames that are read at once, which are methods and headers.
	maxMethod = 16 << 20
	// bodyStep is how much memory a body gets before that much of it has come, bytes.
	bodyStep = 1 << 20
)

// read gives the library its part of what the broker sends; what is ours is taken
// out before. It is for the library's reading goroutine.
func (s *socket) read(p []byte) (n int, err error) {
	for s.passing == 0 {
		if err := s.takeFrame(); err != nil {
			return 0, err
		}
	}
	n, err = s.reader.Read(p[:min(len(p), s.passing)])
	s.passing -= n
	return n, err
}

// takeFrame takes the next frame, or lets it pass to the library.
func (s *socket) takeFrame() error {
	head, err := s.reader.Peek(frameHead)
	if err != nil {
		return err
	}
	kind, id, size := parseHead(head)
	switch kind {
	case frameMethod:
		return s.takeMethod(id, size)
	case frameHeader:
		return s.takeHeader(id, size)
	case frameBody:
		return s.takeBody(id, size)
	case frameHeartbeat:
		s.passing = frameHead + size + 1
	default:
		s.passing = math.MaxInt // this is not AMQP; the library finds words for it
	}
	return nil
}

func (s *socket) takeMethod(id uint16, size int) error {
	head, err := s.reader.Peek(frameHead + min(size, 4))
	if err != nil {
		return err
	}
	var method uint32
	if size >= 4 {
		method = methodOf(head)
	}
	switch method {
	case methodDeliver, methodReturn, methodAck, methodNack:
	default:
		s.mu.Lock()
		s.sees(id, method)
		s.mu.Unlock()
		s.passing = frameHead + size + 1
		return nil
	}
	args, err := s.payload(size)
	if err != nil {
		return err
	}
	args = args[4:]
	switch method {
	case methodDeliver, methodReturn:
		return s.begin(id, method, args)
	}
	f := fields{b: args}
	tag, multiple := f.uint(8), f.uint(1)&1 != 0
	if ch := s.channel(id); ch != nil && ch.confirmed != nil && !f.short {
		ch.confirmed(tag, multiple, method == methodAck)
	}
	return f.err("a confirm")
}

// begin begins the message that a method announces.
func (s *socket) begin(id uint16, method uint32, args []byte) (err error) {
	in := s.incoming[id]
	if in == nil {
		in = new(incoming)
		s.incoming[id] = in
	}
	last := in.key
	in.arrival, in.state = arrival{on: s.channel(id)}, awaitsHeader
	if method == methodReturn {
		return in.parseReturn(args)
	}
	return in.parseDeliver(args, last)
}

func (s *socket) takeHeader(id uint16, size int) error {
	args, err := s.payload(size)
	if err != nil {
		return err
	}
	in := s.incoming[id]
	if in == nil || in.state != awaitsHeader {
		return fmt.Errorf("%w: a content header out of turn", errFrame)
	}
	if in.left, err = in.parseHeader(args); err != nil {
		return err
	}
	in.state = awaitsBody
	return in.handOver()
}

func (s *socket) takeBody(id uint16, size int) error {
	in := s.incoming[id]
	if in == nil || in.state != awaitsBody || uint64(size) > in.left {
		return fmt.Errorf("%w: a content body out of turn", errFrame)
	}
	if _, err := s.reader.Discard(frameHead); err != nil {
		return err
	}
	if in.body == nil {
		in.body = make([]byte, 0, min(in.left, bodyStep))
	}
	in.left -= uint64(size)
	for size > 0 {
		have, n := len(in.body), min(size, bodyStep)
		in.body = slices.Grow(in.body, n)[:have+n]
		if _, err := io.ReadFull(s.reader, in.body[have:]); err != nil {
			return err
		}
		size -= n
	}
	if end, err := s.reader.ReadByte(); err != nil || end != frameEnd {
		return badEnd(err)
	}
	return in.handOver()
}

// handOver tells of the message if it is complete.
func (in *incoming) handOver() error {
	if in.left > 0 {
		return nil
	}
	in.state = awaitsMethod
	switch ch := in.on; {
	case ch == nil:
	case in.returned && ch.returned != nil:
		ch.returned(&in.arrival)
	case !in.returned && ch.delivered != nil:
		ch.delivered(&in.arrival)
	}
	in.body, in.headers = nil, nil
	return nil
}

// payload takes the next frame at once and returns what is in it, until the next read.
func (s *socket) payload(size int) (_ []byte, err error) {
	if size > maxMethod {
		return nil, fmt.Errorf("%w: a frame of %d bytes", errFrame, size)
	}
	var frame []byte
	if length := frameHead + size + 1; length > s.reader.Size() {
		frame = make([]byte, length)
		_, err = io.ReadFull(s.reader, frame)
	} else if frame, err = s.reader.Peek(length); err == nil {
		_, err = s.reader.Discard(length)
	}
	if err != nil || frame[len(frame)-1] != frameEnd {
		return nil, badEnd(err)
	}
	return frame[frameHead : len(frame)-1], nil
}

// badEnd is why a frame has no end.
func badEnd(err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: it does not end where it should", errFrame)
}

// channel is the open channel of that number, or nil.
func (s *socket) channel(id uint16) *channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.channels[id]
}
