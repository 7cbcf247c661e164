package conn

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"sync/atomic"
	"time"
)

// socket is the net.Conn under one AMQP connection. amqp091-go flushes after
// every publish and every ack, and can deadlock when a write blocks. So Write
// only appends to the outbox. A peer that is silent for too long ends the
// connection, and with it a stuck write. A peer that takes nothing but still
// sends its heartbeats is alive: a broker with an alarm does so. Without
// heartbeats a write that takes too long ends the connection.
type socket struct {
	net.Conn
	outbox
	frameMax int    // bytes, or 0 for no limit
	maxBody  uint64 // bytes of a message that is kept, or 0 for any

	reader   *bufio.Reader        // these four are the reading goroutine's
	passing  int                  // bytes that the library may read before the next frame is looked at
	incoming map[uint16]*incoming // by channel
	restless []*Channel           // that messages have come on since the last Quiet

	// These are guarded by the outbox's mu.
	held      []byte // the beginning of a frame of the library's
	announced bool   // whether the login has passed: see announce
	opening   *Channel
	channels  map[uint16]*Channel // that are open
	watchdog  *time.Timer

	waiting atomic.Int64 // since when the peer is silent, in Unix nanoseconds, or 0 while its bytes are read
}

// stream is the library's view of a socket. The library would move the deadline
// of a connection with each frame it reads, through its heartbeat goroutine,
// which wakes up for it. That is a twentieth of a call's cost. The watchdog
// does this work instead.
type stream struct{ io.ReadWriteCloser }

const readBufferSize = 64 << 10 // bytes

var errSilent = errors.New("the broker has been silent for too long")

// newSocket takes over conn. Its goroutine ends when the socket is closed.
func newSocket(conn net.Conn, limit int, timeout time.Duration) *socket {
	s := &socket{
		Conn: conn, incoming: map[uint16]*incoming{}, channels: map[uint16]*Channel{},
		outbox: outbox{
			to: conn, limit: limit, timeout: timeout, yield: runtime.Gosched,
			closed: make(chan struct{}), mute: make(chan struct{}), flushed: make(chan struct{}),
		},
	}
	s.giveUp = s.fail
	s.reader = bufio.NewReaderSize(peer{s}, readBufferSize)
	s.wake.L = &s.mu
	s.waiting.Store(time.Now().UnixNano())
	go s.flush() // ends when the connection does
	return s
}

// watch ends the connection when the peer is silent for longer than silence. 0
// means never. A slow handler does not count as silence. Only watch does this,
// see stream.
func (s *socket) watch(silence time.Duration) {
	if silence <= 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watched.Store(true)
	s.watchdog = time.AfterFunc(silence, func() {
		left := silence
		if since := s.waiting.Load(); since != 0 {
			left -= time.Since(time.Unix(0, since))
		}
		if left <= 0 {
			s.fail(errSilent)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.err == nil {
			s.watchdog.Reset(left)
		}
	})
}

// peer reads the broker's bytes as they arrive.
type peer struct{ s *socket }

func (p peer) Read(b []byte) (int, error) {
	p.s.quiet()
	p.s.waiting.Store(time.Now().UnixNano())
	n, err := p.s.Conn.Read(b)
	if n > 0 {
		p.s.waiting.Store(0)
	}
	return n, err
}

// quiet tells the channels that all that had come was handed over.
func (s *socket) quiet() {
	for _, ch := range s.restless {
		ch.restless = false
		ch.handlers.Quiet()
	}
	s.restless = s.restless[:0]
}

// Read keeps why it fails: the library may answer something else with "not open".
func (s *socket) Read(p []byte) (int, error) {
	n, err := s.read(p)
	if err != nil {
		s.fail(fmt.Errorf("read from the broker: %w", err))
	}
	return n, err
}

// Write appends p to the buffer, in whole frames: others are written in between. It
// never blocks.
func (s *socket) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	s.held = append(s.held, p...)
	whole := s.observe(s.held)
	frames := s.held[:whole]
	if !s.announced && whole > 0 {
		frames, s.announced = announce(slices.Clip(frames))
	}
	s.queue(append(s.pending, frames...))
	s.held = s.held[:copy(s.held, s.held[whole:])]
	return len(p), nil
}

// fail closes the socket. The first reason stays.
func (s *socket) fail(reason error) {
	s.mu.Lock()
	first := s.err == nil
	if first {
		s.err = reason
		s.shut()
		if s.watchdog != nil {
			s.watchdog.Stop()
		}
		close(s.closed)
		s.wake.Signal()
	}
	s.mu.Unlock()
	if first {
		_ = s.Conn.Close() // may take a while with TLS, which says goodbye
	}
}

// Close writes out the buffered bytes, for at most CloseTimeout, and closes.
func (s *socket) Close() error {
	s.barrier(min(s.timeout, CloseTimeout))
	s.fail(net.ErrClosed)
	return nil
}
