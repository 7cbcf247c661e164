package conn

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// socket is the net.Conn under one AMQP connection. amqp091-go flushes after
// every publish and every ack, and can deadlock when a write blocks; so Write
// only appends to a buffer, which one goroutine writes out, everything that has
// gathered at a time. A peer that says nothing for too long ends the connection,
// and with it a write that is stuck. A peer that takes nothing but still sends its
// heartbeats is alive: that is what a broker with an alarm does. Without heartbeats
// a write that takes too long ends the connection.
//
// Publishers call room first: it waits, with their ctx, while the buffer is over
// its limit. Acks, and what the library itself writes, never wait, so the
// buffer exceeds its limit by no more than one message a publisher.
type socket struct {
	net.Conn
	limit    int           // bytes buffered before room waits
	timeout  time.Duration // of one write to the kernel, while nobody watches for silence
	frameMax int           // bytes; 0 for no limit

	maxBody uint64 // bytes of a message that is kept; 0 for any

	reader   *bufio.Reader        // these four are the reading goroutine's
	passing  int                  // bytes that the library may read before the next frame is looked at
	incoming map[uint16]*incoming // by channel
	restless []*Channel           // that messages have come on since the last Quiet

	mu        sync.Mutex
	pending   []byte
	held      []byte // the beginning of a frame of the library's
	announced bool   // whether the login has passed: see announce
	opening   *Channel
	channels  map[uint16]*Channel // that are open
	err       error               // why the connection ended
	wake      sync.Cond           // tells flush that there is something to do
	moved     chan struct{}       // closed when flush has taken or written something; nil unless somebody waits

	queued   atomic.Uint64 // bytes that were ever pending
	taken    atomic.Uint64 // bytes that flush has taken
	written  atomic.Uint64 // bytes the kernel has taken
	waiting  atomic.Int64  // since when the peer has said nothing, Unix nanoseconds; 0 while what it said is read
	closed   chan struct{}
	flushed  chan struct{} // closed when flush has returned
	watchdog *time.Timer
	watched  atomic.Bool // whether there is a watchdog
	bounded  bool        // whether the last write had a deadline; flush's
}

// stream is what the library sees of a socket. It would move the deadline of one that
// has deadlines with each frame it reads, by way of its heartbeat goroutine, which
// wakes up for it: a twentieth of a call. The watchdog does that work.
type stream struct{ io.ReadWriteCloser }

const readBufferSize = 64 << 10 // bytes

// CloseTimeout is how long the broker is given to answer that something is closed.
const CloseTimeout = time.Second

var errSilent = errors.New("the broker has been silent for too long")

// newSocket takes over conn. Its goroutine ends when the socket is closed.
func newSocket(conn net.Conn, limit int, timeout time.Duration) *socket {
	s := &socket{
		Conn: conn, limit: limit, timeout: timeout, incoming: map[uint16]*incoming{}, channels: map[uint16]*Channel{},
		closed: make(chan struct{}), flushed: make(chan struct{}),
	}
	s.reader = bufio.NewReaderSize(peer{s}, readBufferSize)
	s.wake.L = &s.mu
	s.waiting.Store(time.Now().UnixNano())
	go s.flush()
	return s
}

// watch ends the connection when the peer has said nothing for longer than silence; 0
// is for ever. A handler that takes its time is no silence. Nobody else does: see stream.
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

// peer is what the broker sends, as it arrives.
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

// queue makes pending, with something appended, what is to be written; mu is held.
func (s *socket) queue(pending []byte) {
	if len(s.pending) == 0 && len(pending) > 0 {
		s.wake.Signal()
	}
	s.queued.Add(uint64(len(pending) - len(s.pending)))
	s.pending = pending
}

// room waits until the buffer is below its limit. It fails when ctx ends, with its
// error, and when the socket is closed.
func (s *socket) room(ctx context.Context) error {
	for {
		select {
		case <-s.closed:
			return s.reason()
		default:
		}
		if s.unwritten() < s.limit { // without the lock: usually there is room
			return nil
		}
		s.mu.Lock()
		if len(s.pending) < s.limit {
			s.mu.Unlock()
			continue
		}
		moved := s.awaitMove()
		s.mu.Unlock()
		select {
		case <-moved:
		case <-s.closed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// unwritten is how many bytes flush has not taken yet.
func (s *socket) unwritten() int { return int(s.queued.Load() - s.taken.Load()) }

// neverLeft reports, once the connection is lost, whether what was queued after
// position has provably not left this process.
func (s *socket) neverLeft(position uint64) bool {
	<-s.flushed
	return s.written.Load() <= position
}

// flush writes out what has gathered, until the socket is closed.
func (s *socket) flush() {
	defer close(s.flushed)
	var spare []byte
	for {
		s.mu.Lock()
		for len(s.pending) == 0 && s.err == nil {
			s.wake.Wait()
		}
		if s.err != nil {
			s.mu.Unlock()
			return
		}
		out := s.pending
		s.pending = spare[:0]
		s.taken.Add(uint64(len(out)))
		s.announceMove()
		s.mu.Unlock()

		if err := s.writeOut(out); err != nil {
			s.fail(fmt.Errorf("write to the broker: %w", err))
			return
		}
		if spare = out; cap(spare) > maxSpareBuffer {
			spare = nil
		}
		s.mu.Lock()
		s.announceMove()
		s.mu.Unlock()
	}
}

// writeOut gives out to the kernel, a piece at a time, so that a slow link is not
// taken for a dead one.
func (s *socket) writeOut(out []byte) error {
	for len(out) > 0 {
		if watched := s.watched.Load(); !watched || s.bounded {
			deadline := time.Now().Add(s.timeout)
			if watched {
				deadline = time.Time{}
			}
			_ = s.SetWriteDeadline(deadline) // fails only on a closed conn, and then so does Write
			s.bounded = !watched
		}
		n, err := s.Conn.Write(out[:min(len(out), maxWrite)])
		s.written.Add(uint64(n))
		if err != nil {
			return err
		}
		out = out[n:]
	}
	return nil
}

// maxWrite is the most that is given to the kernel at once.
const maxWrite = 256 << 10

// awaitMove returns what announceMove closes next. Both want mu held.
func (s *socket) awaitMove() <-chan struct{} {
	if s.moved == nil {
		s.moved = make(chan struct{})
	}
	return s.moved
}

func (s *socket) announceMove() {
	if s.moved != nil {
		close(s.moved)
		s.moved = nil
	}
}

// maxSpareBuffer is the largest write buffer kept for the next round.
const maxSpareBuffer = 4 << 20

// fail closes the socket; the first reason stays.
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

// Close writes out what is still buffered, for at most CloseTimeout, and closes.
func (s *socket) Close() error {
	s.barrier(min(s.timeout, CloseTimeout))
	s.fail(net.ErrClosed)
	return nil
}

// barrier waits until everything queued so far has been written, for at most d.
func (s *socket) barrier(d time.Duration) {
	position := s.queued.Load()
	deadline := time.NewTimer(d)
	defer deadline.Stop()
	for {
		s.mu.Lock()
		moved := s.awaitMove()
		s.mu.Unlock()
		if s.written.Load() >= position {
			return
		}
		select {
		case <-moved:
		case <-s.closed:
			return
		case <-deadline.C:
			return
		}
	}
}

// reason is why the connection ended, or nil while it lives.
func (s *socket) reason() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
