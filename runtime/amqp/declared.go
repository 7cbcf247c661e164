package amqp

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// declarable names the entities to declare before a message: an exchange, and
// perhaps a queue bound to it.
type declarable struct{ exchange, queue string }

func (d declarable) String() string { return cmp.Or(d.queue, d.exchange) }

func (m *outgoing) declarable() declarable {
	d := declarable{exchange: m.to.name}
	if m.queue != nil {
		d.queue = m.queue.name
	}
	return d
}

func (p *publisher) isDeclared(m *outgoing) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	d, ok := p.declared[m.declarable()]
	if !ok {
		return false
	}
	select {
	case <-d.done:
		return d.err == nil
	default:
		return false
	}
}

// declare declares m's exchange, and its queue if it has one, once per
// connection for all senders.
func (p *publisher) declare(ctx context.Context, m *outgoing) error {
	key := m.declarable()
	p.mu.Lock()
	d, ok := p.declared[key]
	if !ok {
		d = &declaration{done: make(chan struct{})}
		p.declared[key] = d
		go p.runDeclaration(key, d, m.to, m.queue) // ends by the operation timeout
	}
	p.mu.Unlock()
	select {
	case <-d.done:
		return d.err
	case <-ctx.Done():
		return fmt.Errorf("declare %s: %w%s", key, ended(ctx), blockedNote(p.Conn))
	}
}

func (p *publisher) runDeclaration(key declarable, d *declaration, e exchange, q *queue) {
	defer close(d.done)
	try := func(e exchange, q *queue) error {
		if q != nil {
			_, err := declareOn(context.Background(), p.Conn, *q)
			return err
		}
		return p.WithChannel(context.Background(), func(ch *amqp091.Channel) error { return declareExchange(ch, e) })
	}
	err := try(e, q)
	if isDurabilityClash(err) && e.durable && !p.config.QuorumQueue {
		e.durable = false
		if q != nil {
			relaxed := q.relaxed()
			q = &relaxed
		}
		err = try(e, q)
	}
	if err == nil {
		return
	}
	p.mu.Lock()
	delete(p.declared, key)
	p.mu.Unlock()
	if d.err = declareError(key.String(), err); errors.Is(d.err, errLost) {
		d.err = setupError(p.Conn, d.err)
	}
}

// forget drops the record of declarations after the broker has missed an
// entity.
func (p *publisher) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.declared)
}

// declaration is one exchange or queue that is being, or has been, declared.
type declaration struct {
	done chan struct{}
	err  error
}
