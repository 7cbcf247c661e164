package amqp

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// call is one call from its first attempt to its end. It hangs on its reply queue, which
// outlives connections, and not on the connection that its request went over.
type call struct {
	t     *driver
	m     *transport.Message
	bound *bounded
	w     *inflight.Waiter[transport.Reply]
	attempts
	began      time.Time
	unroutable int        // how many attempts in a row no queue took
	over       *conn.Conn // that the request went over last
}

// callPool keeps the state of a call off the stack of its caller. With that state
// the stack of a waiting caller would need 8 KiB, and without it needs 4.
var callPool = sync.Pool{New: func() any { return new(call) }}

func (c *call) release() {
	*c = call{}
	callPool.Put(c)
}

// Call sends m and waits for its reply. The reply takes the place of a confirm,
// except with quorum queues (question.go). A request that provably did not
// reach the broker, or that no queue took, is sent again until the deadline. A
// request that may have reached the broker is sent again only to one server,
// which drops the second copy.
func (t *driver) Call(ctx context.Context, m *transport.Message) (reply transport.Reply, err error) {
	bound := newBounded(ctx, m.Timeout)
	defer bound.release()
	c := callPool.Get().(*call)
	defer c.release()
	c.t, c.m, c.bound, c.retry, c.began = t, m, bound, m.Delivery.Retry, time.Now()
	if c.w, err = t.calls.Add(m.ID); err != nil {
		return transport.Reply{}, c.explain(err)
	}
	defer c.w.Release()
	for send := true; ; {
		if send {
			err = c.send(bound)
		}
		if err == nil || c.w.HasEnded() { // whatever became of the attempt
			if reply, err = c.w.Wait(ctx, time.Until(bound.deadline), m.Monitor); err == nil {
				return reply, nil
			}
		}
		if send, err = c.goesOn(err); err != nil {
			return transport.Reply{}, c.explain(err)
		}
	}
}

// send makes one attempt to send the request. Nothing is kept on the stack for it:
// thousands of calls may wait.
func (c *call) send(ctx context.Context) error {
	t := c.t
	queue, err := t.replies.ready(ctx, c.m.Delivery.Retry)
	if err != nil {
		return err
	}
	m := newParcel()
	defer m.release()
	m.load(c.m, queue.name)
	m.address(t.address(c.m))
	m.Mandatory, m.Expiration, m.replyTo, m.waiter = true, c.bound.expiration(c.m.Timeout), queue, c.w
	p, err := t.pool.acquire(ctx, c.m.Delivery.Retry)
	if err != nil {
		return err
	}
	defer t.pool.release(p)
	c.over = p.Conn
	_, err = p.send(ctx, &m.outgoing, owner{call: c.m.ID, attempt: c.w.Begin()})
	return err
}

// goesOn takes the error of an attempt, or of the wait for its reply. When it returns no
// error the call goes on: with another attempt, or with the wait for a reply that may
// still come.
func (c *call) goesOn(err error) (send bool, _ error) {
	switch {
	case errors.Is(err, oslo.ErrReplyLost):
		return false, err
	case errors.Is(err, errStale):
		return true, nil
	case errors.Is(err, oslo.ErrUndeliverable) && !c.m.Delivery.Mandatory:
		c.unhook()
		c.unroutable++
		if c.m.Monitor > 0 && time.Since(c.began) > c.m.Monitor {
			return false, inflight.ErrSilent
		}
		return true, c.pause(c.unroutable, err)
	case errors.Is(err, errUnsent), errors.Is(err, errNacked) && c.t.config.quorumBehind(false):
		c.unhook()
		again := c.again(err)
		if c.unroutable = 0; !again && c.doubt == nil {
			return false, c.verdict(err)
		}
		return again, c.pause(c.failed+c.spared, err)
	case errors.Is(err, conn.ErrHung) && !c.m.OneServer:
		return false, fmt.Errorf("%w: %w", oslo.ErrReplyLost, err) // a request that hung has hardly arrived
	case errors.Is(err, errLost):
		c.unroutable, c.doubt, c.last = 0, err, err
		c.sendToOne()
		return false, nil
	}
	return false, err
}

// unhook is for a call whose attempt reached no server. If no earlier one may have done,
// it does not depend on a reply queue until the next attempt.
func (c *call) unhook() {
	if c.doubt == nil {
		c.w.Mark(0)
	}
}

// sendToOne sends a request again that may have been lost, if only one server can get
// it. It does not wait for long, as the reply to the first may come meanwhile.
func (c *call) sendToOne() {
	if !c.m.OneServer {
		return
	}
	brief := newBounded(c.bound, sendToOneTime)
	defer brief.release()
	if err := c.send(brief); err != nil {
		c.last = err
	}
}

// sendToOneTime is how long a call may look for another connection while its reply may
// be on its way.
const sendToOneTime = time.Second

// pause waits before the next attempt, longer each time.
func (c *call) pause(n int, err error) error {
	c.last = err
	pause := c.t.pace(c.bound, n)
	if pause == nil || errors.Is(pause, oslo.ErrClosed) {
		return pause
	}
	return context.DeadlineExceeded
}

// explain adds the facts about a request without a reply to its error.
func (c *call) explain(err error) error {
	switch {
	case errors.Is(err, inflight.ErrSilent):
		return &transport.Timeout{Silent: true, Why: c.why()}
	case errors.Is(err, inflight.ErrTimeout):
		return &transport.Timeout{Why: c.why()}
	case errors.Is(err, context.DeadlineExceeded):
		if why := c.why(); why != nil {
			err = why
		}
		return &transport.Timeout{Why: err}
	case errors.Is(err, inflight.ErrTooMany):
		return fmt.Errorf("%w: the limit is %d", oslo.ErrTooManyCalls, c.t.config.MaxCalls)
	}
	return err
}

// why returns the reason for a call's wait when its time ran out, or nil.
func (c *call) why() error {
	switch {
	case c.unroutable > 0:
		to := c.t.address(c.m)
		return fmt.Errorf("%w: exchange %s has no queue for topic %s", oslo.ErrUndeliverable, to.to.name, to.Key)
	case c.doubt != nil:
		return fmt.Errorf("the request may not have arrived: %v", c.last) //nolint:errorlint // the certain fact is that time ran out
	case c.over != nil:
		if reason := c.over.BlockedReason(); reason != "" {
			return errors.New(reason)
		}
	}
	return nil
}

// tell tells the owner of a message the fate of its request.
func (t *driver) tell(e *entry, as outcome, reason error) {
	switch {
	case e.parcel != nil:
		t.resender.settled(e.parcel, as, reason)
	case e.call != transport.ID{} && as != outcomeTaken:
		t.calls.Interrupt(e.call, e.attempt, outcomeError(as, reason))
	}
}

// returned handles a message that no queue took.
func (t *driver) returned(ch *laneChannel, d *conn.Arrival) {
	if d.Exchange == "" {
		t.resender.missing(ch, d)
		return
	}
	body, err := t.config.inflated(d)
	if err != nil {
		return
	}
	var in transport.Request
	if err := transport.ReadRequest(body, &in); err != nil {
		return // not ours
	}
	if unique, ok := transport.ParseID(in.UniqueID); ok {
		ch.takeBack(unique)
	}
	if id, ok := transport.ParseID(in.MessageID); ok {
		t.calls.Interrupt(id, t.calls.Attempt(id), oslo.ErrUndeliverable)
	}
}
