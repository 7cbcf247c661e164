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
// which drops the second one. Otherwise the error matches oslo.ErrReplyLost.
func (t *transport) Cast(ctx context.Context, r *oslo.Request) error {
	p := newParcel()
	defer p.release()
	p.unique = oslo.NewMessageID()
	var err error
	if p.buf.b, err = oslo.AppendRequest(p.buf.b, r, p.unique, oslo.MessageID{}, ""); err != nil {
		return err
	}
	p.address(t.address(r))
	how := delivery{
		Delivery: r.Delivery,
		once:     r.Kind != oslo.KindFanout && r.Target.Server == "",
		nacked:   t.config.replicated(), // what a leader's loss looks like
	}
	if err := t.deliver(ctx, p, how); err != nil {
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

// Notify sends n to each of its topics, whatever becomes of the others. A topic whose
// queue is gone has it declared again.
func (t *transport) Notify(ctx context.Context, n *oslo.Notification) error {
	var errs []error
	for _, topic := range n.Topics {
		if err := t.notify(ctx, n, topic+"."+string(n.Priority)); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (t *transport) notify(ctx context.Context, n *oslo.Notification, queue string) error {
	p := newParcel()
	defer p.release()
	p.unique = oslo.NewMessageID()
	var err error
	if p.buf.b, err = oslo.AppendNotification(p.buf.b, n, p.unique); err != nil {
		return err
	}
	from := t.config.topicExchange(t.exchangeName(n.Exchange))
	q := t.config.sharedQueue(queue, from)
	m := messageTo(from, q.name)
	m.queue, m.Mandatory = &q, !n.Delivery.Unconfirmed
	p.address(m)
	if err := t.deliver(ctx, p, delivery{Delivery: n.Delivery, nacked: true, declared: true}); err != nil {
		return fmt.Errorf("notify %s on %s: %w", n.EventType, q.name, outOfTime(err))
	}
	return nil
}

// delivery says how hard deliver tries.
type delivery struct {
	oslo.Delivery
	once     bool // not again if the broker may have it
	nacked   bool // again when the broker refused it (basic.nack)
	declared bool // its queue is declared by the sender: again, if it is gone
}

// deliver sends a message, as often as it takes and d allows.
func (t *transport) deliver(ctx context.Context, p *parcel, d delivery) error {
	a := attempts{retry: d.Retry}
	for {
		err := t.deliverOnce(ctx, p, d)
		if err == nil {
			return nil
		}
		if !d.passes(err) {
			return a.final(ctx, err)
		}
		if !a.again(err) || errors.Is(err, errLost) && !errors.Is(err, errUnsent) && d.once {
			return a.verdict(err)
		}
		if pause := t.pace(ctx, a.failed+a.spared); pause != nil {
			return a.verdict(fmt.Errorf("%w: %w", pause, err))
		}
		a.last = err
	}
}

// passes reports whether another attempt may have more success.
func (d delivery) passes(err error) bool {
	return errors.Is(err, errLost) || d.nacked && errors.Is(err, errNacked) || d.declared && errors.Is(err, oslo.ErrUndeliverable)
}

func (t *transport) deliverOnce(ctx context.Context, p *parcel, d delivery) error {
	over, err := t.pool.acquire(ctx, d.Retry)
	if err != nil {
		return err
	}
	defer t.pool.release(over)
	if !d.Unconfirmed {
		err = over.sendConfirmed(ctx, &p.outgoing)
		if errors.Is(err, oslo.ErrUndeliverable) && d.declared {
			over.forget()
		}
		return err
	}
	kept, err := over.send(ctx, &p.outgoing, owner{parcel: p.keep()})
	if !kept {
		p.release()
	}
	return err
}

// pace keeps a sender whose every attempt fails from spinning.
func (t *transport) pace(ctx context.Context, attempt int) error {
	if attempt < 2 {
		return nil
	}
	return conn.Sleep(ctx, conn.Jitter(min(time.Duration(attempt)*10*time.Millisecond, time.Second)))
}
