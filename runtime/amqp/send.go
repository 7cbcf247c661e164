package amqp

import (
	"context"
	"errors"
	"fmt"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/transport"
)

// address says where a request goes.
func (t *driver) address(m *transport.Message) outgoing {
	if m.Kind == transport.KindFanout {
		return messageTo(t.config.fanoutExchange(m.Exchange), "")
	}
	out := messageTo(t.config.topicExchange(m.Exchange), m.Key)
	out.Mandatory = m.Delivery.Mandatory
	return out
}

// Cast sends m and returns when the broker has confirmed it, unless it is to be
// forgotten. When the confirm was lost the broker may have it, and m must not run
// twice: it is sent again with the same _unique_id if only one server can get it,
// which drops the second one. Otherwise the error matches oslo.ErrReplyLost.
func (t *driver) Cast(ctx context.Context, m *transport.Message) error {
	p := newParcel()
	defer p.release()
	p.load(m, "")
	p.address(t.address(m))
	return t.deliver(ctx, p, delivery{
		Delivery: m.Delivery,
		once:     m.Kind != transport.KindFanout && !m.OneServer,
		nacked:   t.config.quorumBehind(m.Kind == transport.KindFanout), // a sign of a lost leader
	})
}

// Notify sends m. A queue that is gone is declared again.
func (t *driver) Notify(ctx context.Context, m *transport.Message) error {
	p := newParcel()
	defer p.release()
	p.load(m, "")
	from := t.config.topicExchange(m.Exchange)
	q := t.config.sharedQueue(m.Key, from)
	out := messageTo(from, q.name)
	out.queue, out.Mandatory = &q, !m.Delivery.Unconfirmed
	p.address(out)
	return t.deliver(ctx, p, delivery{Delivery: m.Delivery, nacked: true, declared: true})
}

// delivery says how hard deliver tries.
type delivery struct {
	transport.Delivery
	once     bool // not again if the broker may have it
	nacked   bool // again when the broker refused it (basic.nack)
	declared bool // its queue is declared by the sender: again, if it is gone
}

// deliver sends a message, as often as it takes and d allows.
func (t *driver) deliver(ctx context.Context, p *parcel, d delivery) error {
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
		switch pause := t.pace(ctx, a.failed+a.spared); {
		case errors.Is(pause, oslo.ErrClosed):
			return a.final(ctx, pause)
		case pause != nil:
			return a.verdict(fmt.Errorf("%w: %w", pause, err))
		}
		a.last = err
	}
}

// passes reports whether another attempt may have more success.
func (d delivery) passes(err error) bool {
	return errors.Is(err, errLost) || d.nacked && errors.Is(err, errNacked) || d.declared && errors.Is(err, oslo.ErrUndeliverable)
}

func (t *driver) deliverOnce(ctx context.Context, p *parcel, d delivery) error {
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

// pace keeps a sender whose every attempt fails from spinning. It fails with ctx's cause,
// or with oslo.ErrClosed.
func (t *driver) pace(ctx context.Context, attempt int) error {
	if attempt < 2 {
		return nil
	}
	pause := time.NewTimer(conn.Jitter(min(time.Duration(attempt)*10*time.Millisecond, time.Second)))
	defer pause.Stop()
	select {
	case <-pause.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.closing:
		return oslo.ErrClosed
	}
}
