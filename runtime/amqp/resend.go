package amqp

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/transport"
)

// resender sends messages again that nobody waits for: replies, and casts without a
// confirm. It keeps each until the broker has processed it. One that a lost connection or
// channel left in doubt is sent again at once, if it is a reply, as its caller drops the
// second. A reply that found no queue is sent again after 250 ms and then ever later, for
// MissingReplyRetry. No more than MaxPendingReplies wait at once. One goroutine does all
// that.
type resender struct {
	config *Config
	log    *slog.Logger
	pool   *pool
	queues *goneQueues

	mu      sync.Mutex
	pending []*parcel
	bytes   int                     // of the bodies in pending
	back    map[transport.ID]resend // of replies sent again, by _unique_id, should they come back
	running bool
	closed  bool
	wake    chan struct{}   // holds a token when something is due at once
	ctx     context.Context //nolint:containedctx // of its goroutine; ends with close
	cancel  context.CancelFunc
	ended   sync.WaitGroup
}

const (
	replyRetryInterval = 250 * time.Millisecond // before a reply is sent again, as oslo.messaging
	replyRetrySlowest  = 2 * time.Second        // what the interval grows to
	pendingBytes       = 64 << 20               // of all that wait
)

func newResender(config *Config, log *slog.Logger, pool *pool) *resender {
	r := &resender{
		config: config, log: log, pool: pool, queues: newGoneQueues(),
		back: map[transport.ID]resend{}, wake: make(chan struct{}, 1),
	}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	return r
}

// reply publishes a reply over a connection that is up. Without one, a final reply
// waits for it in the background; a heartbeat is an error. The parcel stays the caller's.
func (r *resender) reply(ctx context.Context, p *parcel, ending bool) error {
	if r.queues.has(p.Key) {
		r.log.Warn("dropping a reply: its queue has been missing for long", "queue", p.Key)
		return nil
	}
	err := r.try(ctx, p, ending)
	if err == nil || !ending || errors.Is(err, oslo.ErrTooLarge) || errors.Is(err, errUnconfirmed) {
		return err
	}
	p.resend = r.first()
	if p.missing = errors.Is(err, oslo.ErrUndeliverable); p.missing {
		p.at = p.at.Add(p.delay)
	}
	return r.later(p.keep())
}

func (r *resender) first() resend {
	now := time.Now()
	return resend{until: now.Add(r.config.MissingReplyRetry), delay: replyRetryInterval, at: now}
}

// try publishes p, and fails with the first attempt to connect that fails. With keep it
// learns later what became of p.
func (r *resender) try(ctx context.Context, p *parcel, keep bool) error {
	bound := newBounded(ctx, connectPatience)
	over, err := r.pool.acquire(bound, 0)
	bound.release()
	if err != nil {
		return err
	}
	defer r.pool.release(over)
	if !keep {
		_, err = over.send(ctx, &p.outgoing, owner{})
		return err
	}
	kept, err := over.send(ctx, &p.outgoing, owner{parcel: p.keep()})
	if !kept {
		p.release()
	}
	return err
}

// connectPatience is how long a worker waits for a connection before it leaves its reply
// to the background.
const connectPatience = time.Second

// settled takes what became of a message that nobody waits for.
func (r *resender) settled(p *parcel, as outcome, reason error) {
	if as == outcomeTaken || as == outcomeUnknown && !p.reply {
		p.release()
		return
	}
	if as == outcomeRefused && !errors.Is(reason, errAbsent) {
		r.log.Error("the broker refused a message that nobody waits for", "exchange", p.Exchange, "key", p.Key,
			"reply", p.reply, "error", reason.Error())
		p.release()
		return
	}
	if p.until.IsZero() {
		p.resend = r.first()
	}
	if p.at = time.Now(); as == outcomeNacked {
		p.at = p.at.Add(replyRetryInterval)
	}
	_ = r.later(p) // fails only when all is being closed
}

// missing takes a reply or heartbeat that came back because its queue is not there.
func (r *resender) missing(d *conn.Arrival) {
	body, err := r.config.inflated(d)
	if err != nil {
		return
	}
	in, err := transport.ReadReply(body)
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
	if next.at = time.Now().Add(next.delay); next.at.After(next.until) {
		r.giveUp(d.Key)
		return
	}
	next.missing = true
	p := newParcel()
	p.buf.b = append(p.buf.b, body...)
	p.address(messageTo(exchange{}, d.Key))
	p.unique, p.Mandatory, p.reply, p.resend = in.UniqueID, true, true, next
	_ = r.later(p) // fails only when all is being closed
}

// later queues p, of which it takes one hold, to be sent again.
func (r *resender) later(p *parcel) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		p.release()
		return oslo.ErrClosed
	}
	r.pending = append(r.pending, p)
	r.bytes += len(p.Body)
	for len(r.pending) > r.config.MaxPendingReplies || r.bytes > pendingBytes && len(r.pending) > 1 {
		r.log.Warn("dropping a reply: too many wait to be sent again", "queue", r.pending[0].Key,
			"limit", r.config.MaxPendingReplies, "bytes", r.bytes)
		r.bytes -= len(r.pending[0].Body)
		r.pending[0].release()
		r.pending = r.pending[1:]
	}
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

// run sends again what is due, until nothing is pending.
func (r *resender) run() {
	tick := time.NewTicker(replyRetryInterval)
	defer tick.Stop()
	for {
		for i, due := 0, r.due(); i < len(due); i++ {
			if !r.again(due[i]) {
				r.putBack(due[i+1:]) // nor would they leave now
				break
			}
		}
		if r.idle() {
			return
		}
		select {
		case <-tick.C:
		case <-r.wake:
		case <-r.ctx.Done():
			return
		}
	}
}

// due takes out what is to be sent now.
func (r *resender) due() (due []*parcel) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = slices.DeleteFunc(r.pending, func(p *parcel) bool {
		if p.at.After(now) {
			return false
		}
		r.bytes -= len(p.Body)
		due = append(due, p)
		return true
	})
	return due
}

// putBack queues what was due and not tried, to be tried at the next tick.
func (r *resender) putBack(due []*parcel) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range due {
		r.bytes += len(p.Body)
	}
	r.pending = append(due, r.pending...)
}

// again sends p once more, or gives it up. It reports false if there is no connection.
func (r *resender) again(p *parcel) bool {
	defer p.release()
	if time.Now().After(p.until) {
		if p.missing {
			r.giveUp(p.Key)
		} else {
			r.log.Error("giving up a message that nobody waits for: no connection for too long", "exchange", p.Exchange, "key", p.Key)
		}
		return true
	}
	if p.reply && r.queues.has(p.Key) {
		return true
	}
	next := p.resend
	next.delay = min(2*p.delay, replyRetrySlowest)
	if p.missing && !r.remember(p, next) {
		r.log.Warn("dropping a reply: too many are sent again", "queue", p.Key)
		return true
	}
	err := r.try(r.ctx, p, true)
	if err == nil {
		return true
	}
	if errors.Is(err, oslo.ErrTooLarge) || errors.Is(err, oslo.ErrRefused) && !errors.Is(err, errNacked) {
		r.log.Error("giving up a message that nobody waits for", "exchange", p.Exchange, "key", p.Key, "error", err.Error())
		return true
	}
	p.at = time.Now().Add(replyRetryInterval)
	if p.missing = errors.Is(err, oslo.ErrUndeliverable); p.missing {
		p.resend = next
		p.at = time.Now().Add(next.delay)
	}
	_ = r.later(p.keep()) // fails only when all is being closed
	return p.missing
}

// maxBack bounds what is remembered of replies sent again, as a multiple of those
// that may wait.
const maxBack = 8

// remember keeps how it goes on with p if it comes back once more. It reports false if
// too much is remembered.
func (r *resender) remember(p *parcel, next resend) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.back) >= maxBack*r.config.MaxPendingReplies {
		return false
	}
	r.back[p.unique] = next
	return true
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

// giveUp remembers that a queue is gone.
func (r *resender) giveUp(queue string) {
	r.log.Error("giving up a reply: its queue is missing", "queue", queue)
	r.queues.add(queue)
}

// close drops what is still pending.
func (r *resender) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.cancel()
	r.ended.Wait()
}
