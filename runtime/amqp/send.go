package amqp

import (
	"context"
	"errors"
	"fmt"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// address says where a request goes.
func (t *transport) address(r *oslo.Request) outgoing {
	if r.Kind == oslo.KindFanout {
		return messageTo(t.config.fanoutExchange(r.Target), "")
	}
	m := messageTo(t.config.topicExchange(t.exchangeName(r.Target.Exchange)), r.Target.RoutingKey())
	m.Mandatory = r.Delivery.Mandatory
	return m
}

// Cast sends r and returns when the broker has confirmed it, unless it is to be
// forgotten. When the confirm was lost the broker may have it, and r must not run
// twice: it is sent again with the same _unique_id if only one server can get it,
// which drops the second one; otherwise the error matches oslo.ErrReplyLost.
func (t *transport) Cast(ctx context.Context, r *oslo.Request) error {
	buf := getBuffer()
	defer buf.put()
	unique := oslo.NewMessageID()
	var err error
	if buf.b, err = oslo.AppendRequest(buf.b, r, unique, oslo.MessageID{}, ""); err != nil {
		return err
	}
	m := t.address(r)
	m.unique, m.Body = unique, buf.b
	how := delivery{
		Delivery: r.Delivery,
		once:     r.Kind != oslo.KindFanout && r.Target.Server == "",
		nacked:   t.config.replicated(), // what a leader's loss looks like
	}
	if err := t.deliver(ctx, &m, how); err != nil {
		return fmt.Errorf("%s %s to %s: %w", r.Kind, r.Method, r.Target, outOfTime(err))
	}
	return nil
}

// outOfTime makes the error of a ctx that ran out of time match oslo.ErrTimeout.
func outOfTime(err error) error {
	if errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, oslo.ErrTimeout) {
		return fmt.Errorf("%w: %w", oslo.ErrTimeout, err)
	}
	return err
}

// Notify sends n to each of its topics, whatever becomes of the others.
func (t *transport) Notify(ctx context.Context, n *oslo.Notification) error {
	buf := getBuffer()
	defer buf.put()
	var errs []error
	for _, topic := range n.Topics {
		unique := oslo.NewMessageID()
		var err error
		if buf.b, err = oslo.AppendNotification(buf.b[:0], n, unique); err != nil {
			return err
		}
		from := t.config.topicExchange(t.exchangeName(n.Exchange))
		q := t.config.sharedQueue(topic+"."+string(n.Priority), from)
		m := messageTo(from, q.name)
		m.queue, m.unique, m.Body = &q, unique, buf.b
		if err := t.deliver(ctx, &m, delivery{Delivery: n.Delivery, nacked: true}); err != nil {
			errs = append(errs, fmt.Errorf("notify %s on %s: %w", n.EventType, q.name, outOfTime(err)))
		}
	}
	return errors.Join(errs...)
}

// delivery says how hard deliver tries.
type delivery struct {
	oslo.Delivery
	once   bool // not again if the broker may have it
	nacked bool // again when the broker refused it (basic.nack)
}

// deliver sends m, as often as it takes and d allows. An attempt that provably sent
// nothing does not count.
func (t *transport) deliver(ctx context.Context, m *outgoing, d delivery) error {
	var last error // of the attempt before
	for attempt, failed := 0, 0; ; attempt++ {
		err := t.deliverOnce(ctx, m, d)
		switch {
		case errors.Is(err, errUnsent):
		case errors.Is(err, errLost) && d.once:
			return fmt.Errorf("%w: %w", oslo.ErrReplyLost, err)
		case errors.Is(err, errLost), d.nacked && errors.Is(err, errNacked):
			if failed++; d.Retry >= 0 && failed > d.Retry {
				return exhausted(err)
			}
		case last != nil && ctx.Err() != nil && errors.Is(err, context.Cause(ctx)):
			return exhausted(fmt.Errorf("%w: %w", err, last)) // what was wrong, not only that time is up
		default:
			return err
		}
		if pause := t.pace(ctx, attempt); pause != nil {
			return exhausted(fmt.Errorf("%w: %w", pause, err))
		}
		last = err
	}
}

// exhausted gives the last failure of a message that is not tried again its name.
func exhausted(err error) error {
	if errors.Is(err, oslo.ErrRefused) {
		return err
	}
	return fmt.Errorf("%w: %w", oslo.ErrUnavailable, err)
}

func (t *transport) deliverOnce(ctx context.Context, m *outgoing, d delivery) error {
	p, err := t.pool.acquire(ctx, d.Retry)
	if err != nil {
		return err
	}
	defer t.pool.release(p)
	if d.Unconfirmed {
		return p.send(ctx, &p.loose, m)
	}
	return p.sendConfirmed(ctx, m)
}

// pace keeps a sender whose every attempt fails from spinning.
func (t *transport) pace(ctx context.Context, attempt int) error {
	if attempt < 2 {
		return nil
	}
	return conn.Sleep(ctx, conn.Jitter(min(time.Duration(attempt)*10*time.Millisecond, time.Second)))
}
