package amqp

import (
	"context"
	"errors"
	"fmt"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// Call sends r and waits for its reply. Nobody confirms the request: the reply
// does. It hangs on two connections, the one it is sent over and the one its reply
// comes over; when either is lost the call ends with ErrReplyLost, unless the
// request has provably not left this process: then it is sent again.
func (t *transport) Call(ctx context.Context, r *oslo.Request) (oslo.Reply, error) {
	bound := &bounded{Context: ctx, deadline: time.Now().Add(r.Timeout)}
	defer bound.release()
	buf := getBuffer()
	defer buf.put()
	unique := oslo.NewMessageID()
	for lost := 0; ; lost++ {
		reply, again, err := t.callOnce(bound, r, buf, unique)
		if !again {
			return reply, t.callError(r, err)
		}
		if err := t.pace(bound, lost); err != nil {
			return oslo.Reply{}, t.callError(r, err)
		}
	}
}

func (t *transport) callOnce(ctx *bounded, r *oslo.Request, buf *buffer, unique oslo.MessageID) (_ oslo.Reply, again bool, _ error) {
	queue, err := t.replies.ready(ctx, r.Delivery.Retry)
	if err != nil {
		return oslo.Reply{}, false, err
	}
	id := oslo.NewMessageID()
	w, err := t.calls.Add(id)
	if err != nil {
		return oslo.Reply{}, false, err
	}
	defer w.Release()
	if buf.b, err = oslo.AppendRequest(buf.b[:0], r, unique, id, queue); err != nil {
		return oslo.Reply{}, false, err
	}
	m := t.address(r)
	m.body, m.expiration = buf.b, ctx.expiration(r.Timeout)
	if err := t.checkSize(&m); err != nil {
		return oslo.Reply{}, false, err
	}
	p, position, err := t.sendCall(ctx, &m, w, r.Delivery.Retry)
	if err == nil {
		var reply oslo.Reply
		if reply, err = w.Wait(ctx.Context, time.Until(ctx.deadline), r.Monitor); err == nil {
			return reply, false, nil
		}
	}
	if errors.Is(err, errLost) {
		if p == nil || !p.alive() && p.sock.neverLeft(position) {
			return oslo.Reply{}, true, nil
		}
		err = fmt.Errorf("%w: %w", oslo.ErrReplyLost, lostBy(p, err))
	}
	return oslo.Reply{}, false, err
}

// sendCall publishes m and ties the waiter to the channel it goes over.
func (t *transport) sendCall(ctx context.Context, m *outgoing, w *inflight.Waiter[oslo.Reply], retry int) (*publisher, uint64, error) {
	p, err := t.pool.acquire(ctx, retry)
	if err != nil {
		return nil, 0, err
	}
	defer t.pool.release(p)
	ch, err := p.ready(ctx, &p.calls, m)
	if err != nil {
		return nil, 0, err
	}
	w.Mark(ch.mark)
	position, err := p.publish(ctx, ch, m)
	return p, position, err
}

func lostBy(p *publisher, err error) error {
	if p != nil && !p.alive() {
		return p.reason()
	}
	return err
}

// callError gives the errors of the table and the deadline the runtime's names.
func (t *transport) callError(r *oslo.Request, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, inflight.ErrTimeout), errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, oslo.ErrUnavailable):
		return &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Timeout}
	case errors.Is(err, inflight.ErrSilent):
		return &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Monitor, Monitor: true}
	case errors.Is(err, inflight.ErrTooMany):
		err = fmt.Errorf("%w: the limit is %d", oslo.ErrTooManyCalls, t.config.MaxCalls)
	}
	return fmt.Errorf("call %s on %s: %w", r.Method, r.Target, err)
}

// returned handles a message that no queue took: a call that asked to know, or an
// answer whose caller's queue is missing.
func (t *transport) returned(r amqp091.Return) {
	if r.Exchange == "" {
		t.replier.missing(r)
		return
	}
	in, _, err := oslo.DecodeRequest(r.Body)
	if err != nil {
		return // not ours: only calls are sent mandatory on this channel
	}
	if id, ok := oslo.ParseMessageID(in.MessageID); ok {
		t.calls.Fail(id, oslo.ErrUndeliverable)
	}
}
