package amqp

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/transport"
)

// resender sends messages again for which no caller waits: replies, and casts
// without a confirm. It keeps each until the broker has processed it. A reply
// that a lost connection or channel left in doubt is sent again at once,
// because its caller drops the second copy. A reply that found no queue is sent
// again after 250 ms and then at growing intervals, for MissingReplyRetry. At
// most MaxPendingReplies wait at once. One goroutine does all of this.
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
	ctx     context.Context //nolint:containedctx // of its goroutine, ends with close
	cancel  context.CancelFunc
	ended   sync.WaitGroup
}

const (
	replyRetryInterval = 250 * time.Millisecond // before a reply is sent again, as oslo.messaging
	replyRetrySlowest  = 2 * time.Second        // the longest interval
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

// reply publishes a reply over a connection that is up. Without one, a final
// reply waits for it in the background, and a heartbeat is an error. The caller
// keeps the parcel.
func (r *resender) reply(ctx context.Context, p *parcel, ending bool) error {
	err := r.try(ctx, p, ending)
	if err == nil || !ending || errors.Is(err, oslo.ErrTooLarge) || errors.Is(err, errUnconfirmed) {
		return err
	}
	p.resend = r.first()
	if p.missing = errors.Is(err, oslo.ErrUndeliverable); p.missing {
		if r.isGone(p) {
			return nil
		}
		p.at = p.at.Add(p.delay)
	}
	return r.later(p.keep())
}

// isGone reports whether a reply that came back is dropped, because its queue was given
// up before. Each reply is sent once even so: the queue may be there again.
func (r *resender) isGone(p *parcel) bool {
	gone := r.queues.has(p.Key)
	if gone {
		r.log.Warn("dropping a reply: its queue has been missing for long", p.about()...)
	}
	return gone
}

func (r *resender) first() resend {
	now := time.Now()
	return resend{until: now.Add(r.config.MissingReplyRetry), delay: replyRetryInterval, at: now}
}

// try publishes p. It fails with the first failed attempt to connect. With keep
// it learns the fate of p later.
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

// settled takes the fate of a message for which no caller waits.
func (r *resender) settled(p *parcel, as outcome, reason error) {
	if as == outcomeTaken || as == outcomeUnknown && !p.reply {
		p.release()
		return
	}
	if as == outcomeRefused && !errors.Is(reason, errAbsent) {
		r.log.Error("the broker refused a message that nobody waits for", p.about("reply", p.reply, "error", reason.Error())...)
		p.release()
		return
	}
	if p.until.IsZero() {
		p.resend = r.first()
	}
	r.forget(p) // it is not known any more whether its queue is missing
	if p.at = time.Now(); as == outcomeNacked {
		p.at = p.at.Add(replyRetryInterval)
	}
	_ = r.later(p) // fails only when all is being closed
}

// missing takes a reply or heartbeat that came back because its queue is not there.
func (r *resender) missing(ch *laneChannel, d *conn.Arrival) {
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
	next.missing, next.at = true, time.Now().Add(next.delay)
	p := newParcel()
	p.buf.b = append(p.buf.b, body...)
	p.address(messageTo(exchange{}, d.Key))
	p.unique, p.Mandatory, p.reply, p.origin, p.resend = in.UniqueID, true, true, ch.originOf(in.UniqueID), next
	switch {
	case r.isGone(p):
		p.release()
		return
	case next.at.After(next.until):
		r.giveUp(p)
		p.release()
		return
	}
	_ = r.later(p) // fails only when all is being closed
}

// run sends due messages again until nothing is pending.
func (r *resender) run() {
	tick := time.NewTicker(replyRetryInterval)
	defer tick.Stop()
	for {
		for p := r.due(); p != nil && r.again(p); p = r.due() {
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

// again sends p once more, or gives it up. It reports false if there is no connection.
func (r *resender) again(p *parcel) bool {
	defer p.release()
	if r.spent(p) {
		return true
	}
	next := p.resend
	next.delay = min(2*p.delay, replyRetrySlowest)
	if p.missing && !r.remember(p, next) {
		r.log.Warn("dropping a reply: too many are sent again", p.about()...)
		return true
	}
	err := r.try(r.ctx, p, true)
	missing, nacked := errors.Is(err, oslo.ErrUndeliverable), errors.Is(err, errNacked)
	switch {
	case err == nil:
		return true
	case errors.Is(err, oslo.ErrTooLarge), errors.Is(err, oslo.ErrRefused) && !nacked:
		r.log.Error("giving up a message that nobody waits for", p.about("error", err.Error())...)
		return true
	case missing:
		p.resend = next
		p.missing, p.at = true, time.Now().Add(next.delay)
	default:
		p.missing, p.at = false, time.Now().Add(replyRetryInterval)
	}
	if missing || nacked {
		_ = r.later(p.keep()) // fails only when all is being closed
		return true
	}
	r.putBack(p.keep())
	return false // nor would the others leave now
}

// spent reports whether p is not sent again, because its time is over or its queue is
// gone.
func (r *resender) spent(p *parcel) bool {
	switch {
	case !time.Now().After(p.until):
		return p.missing && r.isGone(p)
	case p.missing:
		r.giveUp(p)
	default:
		r.log.Error("giving up a message that nobody waits for: no connection for too long", p.about()...)
	}
	return true
}

// giveUp remembers that the queue of a reply is gone.
func (r *resender) giveUp(p *parcel) {
	r.log.Error("giving up a reply: its queue is missing", p.about()...)
	r.queues.add(p.Key)
}

// close drops the pending messages.
func (r *resender) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.cancel()
	r.ended.Wait()
	for _, p := range r.pending {
		r.log.Warn("dropping a message that nobody waits for: the transport is closed", p.about()...)
	}
}
