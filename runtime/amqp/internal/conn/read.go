package conn

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// incoming is the part of a channel's incoming message that was read so far.
type incoming struct {
	Arrival
	state   int
	left    uint64 // bytes of the body
	discard bool   // the body, which is larger than any that is kept
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

// read gives the library its part of the broker's bytes, after taking out the
// frames of messages. It is for the library's reading goroutine.
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
	head, err := s.reader.Peek(frame.HeadSize)
	if err != nil {
		return err
	}
	kind, id, size := frame.ParseHead(head)
	switch kind {
	case frame.TypeMethod:
		return s.takeMethod(id, size)
	case frame.TypeHeader:
		return s.takeHeader(id, size)
	case frame.TypeBody:
		return s.takeBody(id, size)
	case frame.TypeHeartbeat:
		s.passing = frame.HeadSize + size + 1
	default:
		s.passing = math.MaxInt // this is not AMQP, and the library reports it
	}
	return nil
}

func (s *socket) takeMethod(id uint16, size int) error {
	head, err := s.reader.Peek(frame.HeadSize + min(size, 4))
	if err != nil {
		return err
	}
	var method uint32
	if size >= 4 {
		method = frame.Method(head)
	}
	switch method {
	case frame.Deliver, frame.Return, frame.Ack, frame.Nack:
	default:
		s.mu.Lock()
		s.sees(id, method)
		s.mu.Unlock()
		s.passing = frame.HeadSize + size + 1
		return nil
	}
	args, err := s.payload(size)
	if err != nil {
		return err
	}
	args = args[4:]
	switch method {
	case frame.Deliver, frame.Return:
		return s.begin(id, method, args)
	}
	confirm, err := frame.ParseConfirm(method, args)
	if ch := s.channel(id); err == nil && ch != nil && ch.handlers.Confirmed != nil {
		ch.handlers.Confirmed(confirm)
	}
	return err
}

// begin begins the message that a method announces.
func (s *socket) begin(id uint16, method uint32, args []byte) (err error) {
	in := s.incoming[id]
	if in == nil {
		in = new(incoming)
		s.incoming[id] = in
	}
	last := in.Arrival.Arrival
	in.Arrival, in.state = Arrival{On: s.channel(id)}, awaitsHeader
	if method == frame.Return {
		return in.ParseReturn(args)
	}
	return in.ParseDeliver(args, &last)
}

func (s *socket) takeHeader(id uint16, size int) error {
	args, err := s.payload(size)
	if err != nil {
		return err
	}
	in := s.incoming[id]
	if in == nil || in.state != awaitsHeader {
		return fmt.Errorf("%w: a content header out of turn", frame.ErrFormat)
	}
	if in.left, err = in.ParseHeader(args); err != nil {
		return err
	}
	in.state = awaitsBody
	if in.discard = s.maxBody > 0 && in.left > s.maxBody; in.discard {
		in.TooLarge = in.left
	}
	return s.handOver(in)
}

func (s *socket) takeBody(id uint16, size int) error {
	in := s.incoming[id]
	if in == nil || in.state != awaitsBody || uint64(size) > in.left {
		return fmt.Errorf("%w: a content body out of turn", frame.ErrFormat)
	}
	if _, err := s.reader.Discard(frame.HeadSize); err != nil {
		return err
	}
	in.left -= uint64(size)
	if err := s.readBody(in, size); err != nil {
		return err
	}
	if end, err := s.reader.ReadByte(); err != nil || end != frame.End {
		return badEnd(err)
	}
	return s.handOver(in)
}

// readBody reads a part of a message's body, in steps: a frame may claim to be large.
func (s *socket) readBody(in *incoming, size int) error {
	if in.discard {
		_, err := s.reader.Discard(size)
		return err
	}
	if in.Body == nil {
		in.Body = make([]byte, 0, min(in.left+uint64(size), bodyStep))
	}
	for size > 0 {
		have, n := len(in.Body), min(size, bodyStep)
		in.Body = slices.Grow(in.Body, n)[:have+n]
		if _, err := io.ReadFull(s.reader, in.Body[have:]); err != nil {
			return err
		}
		size -= n
	}
	return nil
}

// handOver tells of the message if it is complete.
func (s *socket) handOver(in *incoming) error {
	if in.left > 0 {
		return nil
	}
	in.state = awaitsMethod
	switch ch := in.On; {
	case ch == nil:
	case in.Returned && ch.handlers.Returned != nil:
		ch.handlers.Returned(&in.Arrival)
	case !in.Returned && ch.handlers.Delivered != nil:
		ch.handlers.Delivered(&in.Arrival)
		if ch.handlers.Quiet != nil && !ch.restless {
			ch.restless = true
			s.restless = append(s.restless, ch)
		}
	}
	in.Body, in.Headers = nil, nil
	return nil
}

// payload takes the next frame at once and returns its payload, until the next read.
func (s *socket) payload(size int) (_ []byte, err error) {
	if size > maxMethod {
		return nil, fmt.Errorf("%w: a frame of %d bytes", frame.ErrFormat, size)
	}
	var b []byte
	if length := frame.HeadSize + size + 1; length > s.reader.Size() {
		b = make([]byte, length)
		_, err = io.ReadFull(s.reader, b)
	} else if b, err = s.reader.Peek(length); err == nil {
		_, err = s.reader.Discard(length)
	}
	if err != nil || b[len(b)-1] != frame.End {
		return nil, badEnd(err)
	}
	return b[frame.HeadSize : len(b)-1], nil
}

// badEnd is why a frame has no end.
func badEnd(err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: it does not end where it should", frame.ErrFormat)
}

// channel is the open channel of that number, or nil.
func (s *socket) channel(id uint16) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.channels[id]
}
