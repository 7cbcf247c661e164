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

// Call sends r and waits for its reply. Nobody confirms the request: the reply
// does; only with quorum queues it is confirmed too (probe.go). It hangs on two
// connections, the one it is sent over and the one its reply comes over; when either
// is lost the call ends with ErrReplyLost, unless the request has provably not left
// this process: then it is sent again.
func (t *transport) Call(ctx context.Context, r *oslo.Request) (reply oslo.Reply, err error) {
	bound := newBounded(ctx, r.Timeout)
	defer bound.release()
	unique := oslo.NewMessageID()
	for lost, again := 0, true; again && err == nil; lost++ {
		reply, again, err = t.callOnce(bound, r, unique)
		if again {
			err = t.pace(bound, lost)
		}
	}
	if err != nil {
		return oslo.Reply{}, t.callError(r, err)
	}
	return reply, nil
}

// callOnce sends r and waits for its reply; again tells that r has not left. Nothing
// is kept on the stack for sending: thousands of calls may wait here.
func (t *transport) callOnce(ctx *bounded, r *oslo.Request, unique oslo.MessageID) (reply oslo.Reply, again bool, err error) {
	w, sent, err := t.sendCall(ctx, r, unique)
	if err == nil {
		reply, err = w.Wait(ctx.Context, time.Until(ctx.deadline), r.Monitor)
	}
	if w != nil {
		w.Release()
	}
	switch {
	case t.config.replicated() && errors.Is(err, errNacked):
		again, err = true, nil
	case errors.Is(err, errLost) && sent.publisher != nil:
		again, err = sent.lost(err)
	}
	return reply, again, err
}

// sentCall is where a call's request was written: at position of the publisher's
// stream.
type sentCall struct {
	*publisher
	position uint64
	size     int // of the body, bytes
}

// sendCall encodes r, makes its waiter, ties that to the channel r goes over, and
// publishes r. A waiter it returns is to be released, also after an error.
func (t *transport) sendCall(ctx *bounded, r *oslo.Request, unique oslo.MessageID) (w *inflight.Waiter[oslo.Reply], sent sentCall, err error) {
	queue, err := t.replies.ready(ctx, r.Delivery.Retry)
	if err != nil {
		return nil, sent, err
	}
	buf, id := getBuffer(), oslo.NewMessageID()
	r.MessageID = id
	defer buf.put()
	if buf.b, err = oslo.AppendRequest(buf.b, r, unique, id, queue); err != nil {
		return nil, sent, err
	}
	m := t.address(r)
	m.unique, m.Body, m.Expiration = unique, buf.b, ctx.expiration(r.Timeout)
	sent.size = len(m.Body)
	if w, err = t.calls.Add(id); err != nil {
		return nil, sent, err
	}
	if sent.publisher, err = t.pool.acquire(ctx, r.Delivery.Retry); err != nil {
		return w, sent, err
	}
	defer t.pool.release(sent.publisher)
	if t.config.replicated() {
		return w, sent, sent.sendConfirmed(ctx, &m)
	}
	ch, err := sent.ready(ctx, &sent.calls, &m)
	if err != nil {
		return w, sent, err
	}
	w.Mark(ch.mark)
	sent.position, err = sent.publish(ctx, ch, &m)
	return w, sent, err
}

// lost says what to do about a call whose channel is lost: send it again if it never
// left, or give it up with the error.
func (s sentCall) lost(err error) (again bool, _ error) {
	if errors.Is(s.lossOf(s.position, err), errUnsent) {
		return true, nil
	}
	if tooLarge := s.checkSize(s.size); tooLarge != nil {
		return false, tooLarge
	}
	if !s.Alive() {
		err = s.Reason()
	}
	return false, fmt.Errorf("%w: %w", oslo.ErrReplyLost, err)
}

// callError gives the errors of the table and the deadline the runtime's names.
func (t *transport) callError(r *oslo.Request, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, inflight.ErrTimeout):
		return &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Timeout}
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Timeout}, err)
	case errors.Is(err, inflight.ErrSilent):
		return &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Monitor, Monitor: true}
	case errors.Is(err, inflight.ErrTooMany):
		err = fmt.Errorf("%w: the limit is %d", oslo.ErrTooManyCalls, t.config.MaxCalls)
	}
	return fmt.Errorf("call %s on %s: %w", r.Method, r.Target, err)
}

// returned handles a message that no queue took: a call that asked to know, or an
// answer whose caller's queue is missing.
func (t *transport) returned(d *conn.Arrival) {
	if d.Exchange == "" {
		t.replier.missing(d)
		return
	}
	body, err := t.config.inflated(d)
	if err != nil {
		return
	}
	in, _, err := oslo.DecodeRequest(body)
	if err != nil {
		return // not ours: only calls are sent mandatory on this channel
	}
	if id, ok := oslo.ParseMessageID(in.MessageID); ok {
		t.calls.Fail(id, oslo.ErrUndeliverable)
	}
}
