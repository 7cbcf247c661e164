package amqp

import (
	"context"
	"errors"
	"fmt"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// call is one call from its first attempt to its end. It hangs on its reply queue, which
// outlives connections, and not on the connection that its request went over.
type call struct {
	t          *transport
	r          *oslo.Request
	bound      *bounded
	w          *inflight.Waiter[oslo.Reply]
	id, unique oslo.MessageID
	attempts
	began      time.Time
	unroutable int        // how many attempts in a row no queue took
	over       *conn.Conn // that the request went over last
}

// Call sends r and waits for its reply. Nobody confirms the request: the reply does;
// only with quorum queues it is confirmed too (question.go). A request that provably did
// not reach the broker, or that no queue took, is sent again until the deadline. One that
// may have reached it is sent again only to one server, which drops the second.
func (t *transport) Call(ctx context.Context, r *oslo.Request) (reply oslo.Reply, err error) {
	bound := newBounded(ctx, r.Timeout)
	defer bound.release()
	c := call{
		t: t, r: r, bound: bound, id: oslo.NewMessageID(), unique: oslo.NewMessageID(),
		attempts: attempts{retry: r.Delivery.Retry}, began: time.Now(),
	}
	if c.w, err = t.calls.Add(c.id); err != nil {
		return oslo.Reply{}, c.explain(err)
	}
	defer c.w.Release()
	r.MessageID = c.id
	for send := true; ; {
		if send {
			err = c.send(bound)
		}
		if err == nil {
			if reply, err = c.w.Wait(ctx, time.Until(bound.deadline), r.Monitor); err == nil {
				return reply, nil
			}
		}
		if send, err = c.goesOn(err); err != nil {
			return oslo.Reply{}, c.explain(err)
		}
	}
}

// send makes one attempt to send the request. Nothing is kept on the stack for it:
// thousands of calls may wait.
func (c *call) send(ctx context.Context) error {
	t := c.t
	queue, err := t.replies.ready(ctx, c.r.Delivery.Retry)
	if err != nil {
		return err
	}
	m := newParcel()
	defer m.release()
	if m.buf.b, err = oslo.AppendRequest(m.buf.b, c.r, c.unique, c.id, queue.name); err != nil {
		return err
	}
	m.unique = c.unique
	m.address(t.address(c.r))
	m.Mandatory, m.Expiration, m.replyTo, m.waiter = true, c.bound.expiration(c.r.Timeout), queue, c.w
	p, err := t.pool.acquire(ctx, c.r.Delivery.Retry)
	if err != nil {
		return err
	}
	defer t.pool.release(p)
	c.over = p.Conn
	_, err = p.send(ctx, &m.outgoing, owner{call: c.id, attempt: c.w.Begin()})
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
	case errors.Is(err, oslo.ErrUndeliverable) && !c.r.Delivery.Mandatory:
		c.unroutable++
		if c.r.Monitor > 0 && time.Since(c.began) > c.r.Monitor {
			return false, inflight.ErrSilent
		}
		return true, c.pause(c.unroutable, err)
	case errors.Is(err, errUnsent), errors.Is(err, errNacked) && c.t.config.replicated():
		again := c.again(err)
		if c.unroutable = 0; !again && c.doubt == nil {
			return false, c.verdict(err)
		}
		return again, c.pause(c.attempts.failed+c.spared, err)
	case errors.Is(err, conn.ErrHung) && c.r.Target.Server == "":
		return false, fmt.Errorf("%w: %w", oslo.ErrReplyLost, err) // a request that hung has hardly arrived
	case errors.Is(err, errLost):
		c.unroutable, c.doubt, c.last = 0, err, err
		c.sendToOne()
		return false, nil
	}
	return false, err
}

// sendToOne sends a request again that may have been lost, if only one server can get
// it. It does not wait for long, as the reply to the first may come meanwhile.
func (c *call) sendToOne() {
	if c.r.Target.Server == "" {
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
	if c.t.pace(c.bound, n) != nil {
		return context.DeadlineExceeded
	}
	return nil
}

// explain gives the errors of the table and the deadline the runtime's names, and says
// what is known of a request that had no reply in time.
func (c *call) explain(err error) error {
	r := c.r
	timeout := &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Timeout}
	switch {
	case errors.Is(err, inflight.ErrSilent):
		return c.why(&oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Monitor, Monitor: true})
	case errors.Is(err, inflight.ErrTimeout):
		return c.why(timeout)
	case errors.Is(err, context.DeadlineExceeded):
		if c.unroutable > 0 || c.doubt != nil {
			return c.why(timeout)
		}
		return fmt.Errorf("%w: %w", timeout, err)
	case errors.Is(err, inflight.ErrTooMany):
		err = fmt.Errorf("%w: the limit is %d", oslo.ErrTooManyCalls, c.t.config.MaxCalls)
	}
	return fmt.Errorf("call %s on %s: %w", r.Method, r.Target, err)
}

// why adds to a timeout what it was waiting for.
func (c *call) why(timeout error) error {
	switch {
	case c.unroutable > 0:
		to := c.t.address(c.r)
		return fmt.Errorf("%w: %w: exchange %s has no queue for topic %s (message id %s)",
			timeout, oslo.ErrUndeliverable, to.to.name, to.Key, c.id)
	case c.doubt != nil:
		return fmt.Errorf("%w, and the request may not have arrived: %v", timeout, c.last) //nolint:errorlint // what is known is that time ran out
	}
	note := ""
	if c.over != nil {
		note = blockedNote(c.over)
	}
	if note == "" {
		return timeout
	}
	return fmt.Errorf("%w%s", timeout, note)
}

// tell tells the owner of a message what became of its request.
func (t *transport) tell(e *entry, as outcome, reason error) {
	switch {
	case e.parcel != nil:
		t.resender.settled(e.parcel, as, reason)
	case e.call != oslo.MessageID{} && as != outcomeTaken:
		t.calls.Interrupt(e.call, e.attempt, outcomeError(as, reason))
	}
}

// returned handles a message that no queue took.
func (t *transport) returned(ch *laneChannel, d *conn.Arrival) {
	if d.Exchange == "" {
		t.resender.missing(d)
		return
	}
	body, err := t.config.inflated(d)
	if err != nil {
		return
	}
	in, _, err := oslo.DecodeRequest(body)
	if err != nil {
		return // not ours
	}
	if unique, ok := oslo.ParseMessageID(in.UniqueID); ok {
		ch.takeBack(unique)
	}
	if id, ok := oslo.ParseMessageID(in.MessageID); ok {
		t.calls.Interrupt(id, t.calls.Attempt(id), oslo.ErrUndeliverable)
	}
}
