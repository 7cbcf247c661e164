package amqp

import (
	"slices"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// The messages that wait to be sent again, oldest first, and the memory of
// them.

// later queues p, of which it takes one hold, to be sent again.
func (r *resender) later(p *parcel) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		r.log.Warn("dropping a message that nobody waits for: the transport is closed", p.about()...)
		p.release()
		return oslo.ErrClosed
	}
	r.pending = append(r.pending, p)
	r.bytes += len(p.Body)
	r.trim()
	if !r.running {
		r.running = true
		r.ended.Go(r.run) // ends when nothing is pending, or with close
	}
	if !p.at.After(time.Now()) {
		select {
		case r.wake <- struct{}{}:
		default: // it is told already
		}
	}
	return nil
}

// trim drops the oldest messages beyond the limits. The caller holds mu.
func (r *resender) trim() {
	for len(r.pending) > r.config.MaxPendingReplies || r.bytes > pendingBytes && len(r.pending) > 1 {
		r.log.Warn("dropping a reply: too many wait to be sent again",
			r.pending[0].about("limit", r.config.MaxPendingReplies, "bytes", r.bytes)...)
		r.bytes -= len(r.pending[0].Body)
		r.pending[0].release()
		r.pending = r.pending[1:]
	}
}

// due takes out the oldest due message. It returns nil if there is none.
func (r *resender) due() *parcel {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.pending, func(p *parcel) bool { return !p.at.After(now) })
	if i < 0 {
		return nil
	}
	p := r.pending[i]
	r.pending = slices.Delete(r.pending, i, i+1)
	r.bytes -= len(p.Body)
	return p
}

// putBack queues the oldest message again after it could not leave.
func (r *resender) putBack(p *parcel) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = slices.Insert(r.pending, 0, p)
	r.bytes += len(p.Body)
	r.trim()
}

// maxBack limits the memory of replies sent again, as a multiple of
// MaxPendingReplies.
const maxBack = 8

// remember keeps the next step for p in case it comes back once more. It
// reports false if the memory is full.
func (r *resender) remember(p *parcel, next resend) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.back) >= maxBack*r.config.MaxPendingReplies {
		return false
	}
	r.back[p.unique] = next
	return true
}

// forget begins anew with a message whose queue was missing once.
func (r *resender) forget(p *parcel) {
	p.missing = false
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.back, p.unique)
}

// idle reports whether there is nothing left to do, and then ends the running.
func (r *resender) idle() bool {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, next := range r.back {
		if now.After(next.until) {
			delete(r.back, id)
		}
	}
	r.running = len(r.pending) > 0
	return !r.running
}

// waiting is how many messages are to be sent again.
func (r *resender) waiting() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.pending)
}
