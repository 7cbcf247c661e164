package amqp

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// replier sends replies and, in one goroutine of its own, those again that found
// no queue or no connection: after 250 ms and then ever later, for MissingReplyRetry, and
// never more than MaxPendingReplies at once. A queue that stayed missing is remembered, and
// replies to it are dropped, as oslo.messaging does.
type replier struct {
	config *Config
	log    *slog.Logger
	pool   *pool

	mu      sync.Mutex
	pending []*pendingReply
	back    map[oslo.MessageID]retry // of replies sent again, by _unique_id, should they come back
	gone    map[string]time.Time     // queues that are dropped until then
	running bool
	closed  bool
	wake    context.CancelFunc
	ctx     context.Context //nolint:containedctx // of its goroutine; ends with close
	ended   sync.WaitGroup
}

// pendingReply is a reply that is sent again.
type pendingReply struct {
	outgoing
	missing bool // its queue was, or else there was no connection
	retry   retry
	at      time.Time // when it is sent
}

// retry is how it goes on with a reply that comes back once more.
type retry struct {
	until time.Time     // when it is given up
	delay time.Duration // before it is sent again; doubles
}

const (
	replyRetryInterval = 250 * time.Millisecond // before a reply is sent again, as oslo.messaging
	replyRetrySlowest  = 2 * time.Second        // what the interval grows to
	goneQueues         = 200                    // how many are remembered
	goneFor            = time.Minute            // how long
)

func newReplier(config *Config, log *slog.Logger, pool *pool) *replier {
	r := &replier{config: config, log: log, pool: pool, back: map[oslo.MessageID]retry{}, gone: map[string]time.Time{}}
	r.ctx, r.wake = context.WithCancel(context.Background())
	return r
}

// send publishes a reply over a connection that is up. Without one, a final reply
// waits for it in the background; a heartbeat is an error.
func (r *replier) send(ctx context.Context, m *outgoing, ending bool) error {
	if r.isGone(m.Key) {
		r.log.Warn("dropping a reply: its queue has been missing for long", "queue", m.Key)
		return nil
	}
	err := r.try(ctx, m)
	if err == nil || !ending || errors.Is(err, oslo.ErrTooLarge) {
		return err
	}
	later := &pendingReply{outgoing: *m, missing: errors.Is(err, oslo.ErrUndeliverable), retry: r.first(), at: time.Now()}
	if later.missing {
		later.at = later.at.Add(later.retry.delay)
	}
	later.Body = append([]byte(nil), m.Body...)
	return r.later(later)
}

func (r *replier) first() retry {
	return retry{until: time.Now().Add(r.config.MissingReplyRetry), delay: replyRetryInterval}
}

// try publishes m, and fails with the first attempt to connect that fails.
func (r *replier) try(ctx context.Context, m *outgoing) error {
	bound := newBounded(ctx, replyPatience)
	defer bound.release()
	p, err := r.pool.acquire(bound, 0)
	if err != nil {
		return err
	}
	defer r.pool.release(p)
	return p.send(bound, &p.calls, m)
}

// replyPatience is how long a worker waits to send its reply before it leaves it
// to the background.
const replyPatience = time.Second

// missing takes a reply or heartbeat that came back because its queue is not there.
func (r *replier) missing(d *conn.Arrival) {
	body, err := r.config.inflated(d)
	if err != nil {
		return
	}
	in, err := oslo.DecodeReply(body)
	if err != nil || !in.Ending {
		return // a heartbeat is sent once
	}
	r.mu.Lock()
	next, again := r.back[in.UniqueID]
	delete(r.back, in.UniqueID)
	r.mu.Unlock()
	if !again {
		next = r.first()
	}
	if time.Now().Add(next.delay).After(next.until) {
		r.giveUp(d.Key)
		return
	}
	_ = r.later(&pendingReply{ // fails only when all is being closed
		outgoing: outgoing{Message: frame.Message{Key: d.Key, Body: body, Mandatory: true}, unique: in.UniqueID},
		missing:  true, retry: next, at: time.Now().Add(next.delay),
	})
}

// later queues p to be sent again.
func (r *replier) later(p *pendingReply) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return oslo.ErrClosed
	}
	if len(r.pending) >= r.config.MaxPendingReplies {
		r.log.Warn("dropping a reply: too many wait for their queue", "queue", r.pending[0].Key, "limit", r.config.MaxPendingReplies)
		r.pending = r.pending[1:]
	}
	r.pending = append(r.pending, p)
	if !r.running {
		r.running = true
		r.ended.Go(r.run) // ends when nothing is pending, or with close
	}
	return nil
}

// run sends again what is due, until nothing is pending.
func (r *replier) run() {
	for {
		for i, due := 0, r.due(); i < len(due); i++ {
			if !r.again(due[i]) {
				r.putBack(due[i+1:]) // nor would they leave now
				break
			}
		}
		if conn.Sleep(r.ctx, replyRetryInterval) != nil || r.idle() {
			return
		}
	}
}

// due takes out what is to be sent now.
func (r *replier) due() (due []*pendingReply) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = slices.DeleteFunc(r.pending, func(p *pendingReply) bool {
		if p.at.After(now) {
			return false
		}
		due = append(due, p)
		return true
	})
	return due
}

// putBack queues what was due and not tried.
func (r *replier) putBack(due []*pendingReply) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = append(due, r.pending...)
}

// again sends p once more, or gives it up. It reports false if there is no connection.
func (r *replier) again(p *pendingReply) bool {
	if time.Now().After(p.retry.until) {
		if p.missing {
			r.giveUp(p.Key)
		} else {
			r.log.Error("giving up a reply: no connection for too long", "queue", p.Key)
		}
		return true
	}
	if r.isGone(p.Key) {
		return true
	}
	next := retry{until: p.retry.until, delay: min(2*p.retry.delay, replyRetrySlowest)}
	if p.missing && !r.config.replicated() { // else the broker says at once that it is
		r.mu.Lock()
		full := len(r.back) >= maxBack*r.config.MaxPendingReplies
		if !full {
			r.back[p.unique] = next
		}
		r.mu.Unlock()
		if full {
			r.log.Warn("dropping a reply: too many are sent again", "queue", p.Key)
			return true
		}
	}
	err := r.try(r.ctx, &p.outgoing)
	if err == nil {
		return true
	}
	p.at = time.Now().Add(replyRetryInterval)
	if p.missing = errors.Is(err, oslo.ErrUndeliverable); p.missing {
		p.retry, p.at = next, time.Now().Add(next.delay)
	}
	_ = r.later(p) // fails only when all is being closed
	return p.missing
}

// maxBack bounds what is remembered of replies sent again, as a multiple of those
// that may wait.
const maxBack = 8

// idle reports whether there is nothing left to do, and then ends the running.
func (r *replier) idle() bool {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.back, func(_ oslo.MessageID, next retry) bool { return now.After(next.until) })
	r.running = len(r.pending) > 0
	return !r.running
}

// waiting is how many replies are to be sent again.
func (r *replier) waiting() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.pending)
}

// giveUp remembers that queue is gone.
func (r *replier) giveUp(queue string) {
	r.log.Error("giving up a reply: its queue is missing", "queue", queue)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.gone) >= goneQueues {
		oldest := ""
		for q, until := range r.gone {
			if oldest == "" || until.Before(r.gone[oldest]) {
				oldest = q
			}
		}
		delete(r.gone, oldest)
	}
	r.gone[queue] = time.Now().Add(goneFor)
}

func (r *replier) isGone(queue string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.gone) == 0 {
		return false
	}
	until, ok := r.gone[queue]
	if ok && time.Now().After(until) {
		delete(r.gone, queue)
		return false
	}
	return ok
}

// close drops what is still pending.
func (r *replier) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.wake()
	r.ended.Wait()
}
