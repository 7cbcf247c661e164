package conn

import (
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// outbox is the buffer of a socket's writes. All writers append to it, and one
// goroutine gives everything that has gathered to the kernel.
//
// Publishers call room first. It waits, with their ctx, while the buffer is
// over its limit. Acks and the library's own writes never wait, so the buffer
// exceeds its limit by at most one message a publisher.
type outbox struct {
	to      net.Conn
	limit   int           // bytes buffered before room waits
	timeout time.Duration // of one write to the kernel, without heartbeats
	giveUp  func(error)   // ends the connection

	mu      sync.Mutex // the socket's too
	pending []byte
	err     error         // why the connection ended
	wake    sync.Cond     // tells flush that there is something to do
	moved   chan struct{} // closed when flush has taken or written something, nil without waiters

	queued  atomic.Uint64 // bytes that were ever pending
	taken   atomic.Uint64 // bytes that flush has taken
	written atomic.Uint64 // bytes the kernel has taken
	closed  chan struct{} // closed when the connection has ended
	mute    chan struct{} // closed when a write has failed
	flushed chan struct{} // closed when flush has returned
	watched atomic.Bool   // whether silence ends the connection
	bounded bool          // whether the last write had a deadline, used by flush only
	hasty   int           // how many more writes wait for nobody, used by flush only
	yield   func()        // runtime.Gosched
}

// reason is why the connection ended, or nil while it lives.
func (o *outbox) reason() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

// queue sets the bytes to be written to pending, which has grown. The caller
// holds mu.
func (o *outbox) queue(pending []byte) {
	if len(o.pending) == 0 && len(pending) > 0 {
		o.wake.Signal()
	}
	o.queued.Add(uint64(len(pending) - len(o.pending)))
	o.pending = pending
}

// room waits until the buffer is below its limit. It fails when ctx ends, with its
// error, and when the connection has ended.
func (o *outbox) room(ctx context.Context) error {
	for {
		select {
		case <-o.closed:
			return o.reason()
		default:
		}
		if o.untaken() < o.limit { // without the lock: usually there is room
			return nil
		}
		o.mu.Lock()
		if len(o.pending) < o.limit {
			o.mu.Unlock()
			continue
		}
		moved := o.awaitMove()
		o.mu.Unlock()
		select {
		case <-moved:
		case <-o.closed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// untaken is how many bytes flush has not taken yet.
func (o *outbox) untaken() int { return int(o.queued.Load() - o.taken.Load()) }

// unwritten is how many bytes the kernel has not taken yet.
func (o *outbox) unwritten() int {
	written := o.written.Load() // first, so that bytes queued meanwhile make it no smaller
	return int(o.queued.Load() - written)
}

// neverLeft reports whether the bytes queued after position provably never left
// this process. It waits for the loss of the connection.
func (o *outbox) neverLeft(position uint64) bool {
	<-o.flushed
	return o.written.Load() <= position
}

// flush writes out the gathered bytes until the connection has ended.
func (o *outbox) flush() {
	defer close(o.flushed)
	var spare []byte
	for {
		out := o.gather(spare)
		if out == nil {
			return
		}
		if err := o.writeOut(out); err != nil {
			o.failLater(fmt.Errorf("write to the broker: %w", err))
			return
		}
		if spare = out; cap(spare) > maxSpareBuffer {
			spare = nil
		}
		o.mu.Lock()
		o.announceMove()
		o.mu.Unlock()
	}
}

// gather waits for bytes to write and takes them. It leaves spare in their
// place. It returns nil when the connection has ended.
func (o *outbox) gather(spare []byte) []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.pending) == 0 && o.err == nil {
		o.wake.Wait()
	}
	o.mu.Unlock()
	o.giveWay()
	o.mu.Lock()
	if o.err != nil {
		return nil
	}
	out := o.pending
	o.pending = spare[:0]
	o.taken.Add(uint64(len(out)))
	o.announceMove()
	return out
}

const (
	longWay    = 5 * time.Millisecond // of goroutines that compute
	hastyAfter = 100                  // writes that do not give way after that
)

// giveWay lets all goroutines run that are ready. Many replies that arrive
// together wake as many callers, and each sends its next request, so one write
// serves them all. In a process that computes, it could take long, and then
// further writes do not wait.
func (o *outbox) giveWay() {
	if o.hasty > 0 {
		o.hasty--
		return
	}
	began := time.Now()
	o.yield()
	if time.Since(began) > longWay {
		o.hasty = hastyAfter
	}
}

// failLater ends the connection after reading the broker's last frames:
// confirms, replies, and its reason for the close. It writes nothing more.
func (o *outbox) failLater(reason error) {
	close(o.mute)
	timeout := time.NewTimer(CloseTimeout)
	defer timeout.Stop()
	select {
	case <-o.closed: // the end of what can be read
	case <-timeout.C:
		o.giveUp(reason)
	}
}

// writeOut gives out to the kernel, a piece at a time, so that a slow link is not
// taken for a dead one.
func (o *outbox) writeOut(out []byte) error {
	for len(out) > 0 {
		if watched := o.watched.Load(); !watched || o.bounded {
			deadline := time.Now().Add(o.timeout)
			if watched {
				deadline = time.Time{}
			}
			_ = o.to.SetWriteDeadline(deadline) // fails only on a closed conn, and then so does Write
			o.bounded = !watched
		}
		n, err := o.to.Write(out[:min(len(out), maxWrite)])
		o.written.Add(uint64(n))
		if err != nil {
			return err
		}
		out = out[n:]
	}
	return nil
}

// maxWrite is the most that is given to the kernel at once.
const maxWrite = 256 << 10

// awaitMove returns the channel that announceMove closes next. The callers of
// both hold mu.
func (o *outbox) awaitMove() <-chan struct{} {
	if o.moved == nil {
		o.moved = make(chan struct{})
	}
	return o.moved
}

func (o *outbox) announceMove() {
	if o.moved != nil {
		close(o.moved)
		o.moved = nil
	}
}

// maxSpareBuffer is the largest write buffer kept for the next round.
const maxSpareBuffer = 4 << 20

// barrier waits until everything queued so far has been written, for at most d.
func (o *outbox) barrier(d time.Duration) {
	position := o.queued.Load()
	deadline := time.NewTimer(d)
	defer deadline.Stop()
	for {
		o.mu.Lock()
		moved := o.awaitMove()
		o.mu.Unlock()
		if o.written.Load() >= position {
			return
		}
		select {
		case <-moved:
		case <-o.closed:
			return
		case <-o.mute:
			return
		case <-deadline.C:
			return
		}
	}
}
