package amqp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// outgoing is one message on its way to the broker, and what has to be declared for
// it. The publisher compresses its body.
type outgoing struct {
	frame.Message
	to     exchange       // declared before the first message; without a name, the default exchange
	queue  *queue         // declared and bound before the first message of its key; notifications only
	unique oslo.MessageID // the body's _unique_id
}

// messageTo makes a message for an exchange, without a body.
func messageTo(e exchange, key string) outgoing {
	return outgoing{Message: frame.Message{Exchange: e.name, Key: key}, to: e}
}

// publisher is a connection that sends. Each kind of message has a channel of its
// own, opened when first needed, because an error closes the whole channel:
// calls and replies, which nobody confirms; messages that are confirmed; and
// messages that are sent and forgotten.
type publisher struct {
	*conn.Conn
	config    *Config
	sizeLimit atomic.Int64 // of a message body, bytes
	calls     lane
	confirmed lane
	loose     lane

	mu       sync.Mutex
	declared map[declarable]*declaration

	leases    atomic.Int64 // shares in use; noMoreLeases when the pool closes it
	idleSince time.Time    // the pool's
}

// declaration is one exchange or queue that is being, or has been, declared.
type declaration struct {
	done chan struct{}
	err  error
}

// errLost: the connection or channel went before it was known what became of the message.
var errLost = errors.New("connection lost while sending")

// errUnsent is an errLost whose message provably has not left this process.
var errUnsent = fmt.Errorf("%w, before anything was sent", errLost)

// errNacked: the broker said that it does not have the message (basic.nack).
var errNacked = fmt.Errorf("%w: the message was not taken (basic.nack)", oslo.ErrRefused)

// send publishes m without waiting for the broker, unless it may go to a quorum
// queue: these lose what nobody confirms (probe.go).
func (p *publisher) send(ctx context.Context, l *lane, m *outgoing) error {
	if p.config.replicated() {
		return p.sendConfirmed(ctx, m)
	}
	ch, err := p.ready(ctx, l, m)
	if err != nil {
		return err
	}
	_, err = p.publish(ctx, ch, m)
	return err
}

// publish writes m to the channel, once the connection takes more. After an error
// nothing of it was written. The position is m's in the socket's stream.
func (p *publisher) publish(ctx context.Context, ch *laneChannel, m *outgoing) (position uint64, err error) {
	if err := p.room(ctx); err != nil {
		return 0, err
	}
	if position, err = ch.Channel.Publish(&m.Message); err != nil {
		return 0, fmt.Errorf("%w: %w", errUnsent, err)
	}
	return position, nil
}

// room waits until the connection takes more.
func (p *publisher) room(ctx context.Context) error {
	err := p.Room(ctx)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("the broker takes no more data: %w%s", ended(ctx), p.blockedNote())
	}
	return fmt.Errorf("%w: %w", errUnsent, err)
}

// lossOf makes an errLost an errUnsent if what was written at position never left.
func (p *publisher) lossOf(position uint64, err error) error {
	if errors.Is(err, errLost) && !p.Alive() && p.NeverLeft(position) {
		return errUnsent
	}
	return err
}

// sendConfirmed publishes m and waits until the broker has it. Three outcomes: nil;
// an error that matches oslo.ErrRefused, oslo.ErrUndeliverable, oslo.ErrTooLarge or
// errUnsent, when the broker has not got it; and errLost, when it may have.
func (p *publisher) sendConfirmed(ctx context.Context, m *outgoing) error {
	ch, err := p.ready(ctx, &p.confirmed, m)
	if err != nil {
		return err
	}
	if err := p.room(ctx); err != nil {
		return err
	}
	ch.enter()
	defer ch.leave()
	if ch.retired.Load() {
		return errUnsent // it is about to be closed
	}
	var position uint64
	confirm, err := ch.confirms.publish(m, func() (err error) {
		position, err = ch.Channel.Publish(&m.Message)
		return err
	})
	if err != nil {
		return fmt.Errorf("%w: %w", errUnsent, err)
	}
	ch.probe.arm()
	select {
	case <-confirm.done:
	case <-ctx.Done():
		ch.forget(confirm)
		return fmt.Errorf("the broker has not confirmed the message, which it may have: %w%s", ended(ctx), p.blockedNote())
	}
	switch {
	case confirm.outcome == outcomeLost:
		return p.lossOf(position, ch.lossError())
	case confirm.outcome == outcomeAbsent:
		return errUnsent
	case confirm.outcome == outcomeNacked:
		p.confirmed.retire(ch)
		return errNacked
	case confirm.returned:
		return oslo.ErrUndeliverable
	}
	return nil
}

// isAbsent reports whether the broker closed a channel because there is no exchange of
// that name.
func isAbsent(reason *amqp091.Error, exchange string) bool {
	return reason != nil && reason.Code == amqp091.NotFound && strings.Contains(reason.Reason, "no exchange '"+exchange+"' in vhost")
}

// learn takes what the broker said when it closed a channel: that something is
// not there, which then has to be declared again, or how large messages may be.
func (p *publisher) learn(reason *amqp091.Error) {
	if reason != nil && reason.Code == amqp091.NotFound {
		p.forget()
	}
	if limit := sizeLimit(reason); limit > 0 {
		p.sizeLimit.Store(int64(limit))
	}
}

// sizeLimit reads the limit out of the broker's refusal of a message, which closes
// the channel; 0 if it was refused for another reason.
func sizeLimit(reason *amqp091.Error) int {
	if reason == nil || reason.Code != amqp091.PreconditionFailed {
		return 0
	}
	_, text, _ := strings.Cut(reason.Reason, "max size ")
	digits := strings.IndexFunc(text+" ", func(r rune) bool { return r < '0' || r > '9' })
	limit, _ := strconv.Atoi(text[:digits]) // 0 if there is none
	return limit
}

// check refuses what can't be sent.
func (p *publisher) check(m *outgoing) error {
	if n := max(len(m.Exchange), len(m.Key)); n > frame.MaxShort {
		return fmt.Errorf("%w: the exchange's name or the routing key (topic.server) has %d bytes, AMQP takes %d", oslo.ErrRefused, n, frame.MaxShort)
	}
	return p.checkSize(len(m.Body))
}

// checkSize refuses what the broker would answer by closing the channel.
func (p *publisher) checkSize(bytes int) error {
	if limit := p.sizeLimit.Load(); int64(bytes) > limit {
		return fmt.Errorf("%w: %d bytes, the limit is %d", oslo.ErrTooLarge, bytes, limit)
	}
	return nil
}

// ready checks m, declares what it needs and returns the lane's channel.
func (p *publisher) ready(ctx context.Context, l *lane, m *outgoing) (*laneChannel, error) {
	if err := p.check(m); err != nil {
		return nil, err
	}
	if m.Compression == "" {
		if m.Compression, _ = p.config.compressor(); m.Compression != "" {
			m.Body = deflate(m.Body)
		}
	}
	if m.to.name != "" && !p.isDeclared(m) {
		if err := p.declare(ctx, m); err != nil {
			return nil, err
		}
	}
	return l.ready(ctx, p)
}

// declarable is what has to be declared before a message: an exchange, and maybe a
// queue that is bound to it.
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

// declare declares m's exchange, and queue if it has one, once per connection for
// all who send there.
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
		return fmt.Errorf("declare %s: %w%s", key, ended(ctx), p.blockedNote())
	}
}

func (p *publisher) runDeclaration(key declarable, d *declaration, e exchange, q *queue) {
	defer close(d.done)
	try := func(e exchange, q *queue) error {
		if q != nil {
			return declareOn(context.Background(), p.Conn, *q)
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
		d.err = fmt.Errorf("%w: %w", errUnsent, d.err)
	}
}

// forget drops what is known to be declared, after the broker said that something
// is not there.
func (p *publisher) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.declared)
}

// blockedNote is BlockedReason to put behind an error.
func (p *publisher) blockedNote() string {
	if reason := p.BlockedReason(); reason != "" {
		return " (" + reason + ")"
	}
	return ""
}

// wait returns when all that watched the publisher's channels has ended; the
// connection is gone.
func (p *publisher) wait() {
	for _, l := range []*lane{&p.calls, &p.confirmed, &p.loose} {
		l.end()
	}
}
