package amqp

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// outgoing is one message on its way to the broker.
type outgoing struct {
	exchange   exchange // declared before the first message; without a name, the default exchange
	queue      *queue   // declared and bound before the first message of its key; notifications only
	key        string
	unique     oslo.MessageID // the body's _unique_id
	body       []byte
	expiration string
	mandatory  bool
}

// publisher is a connection that sends. Each kind of message has a channel of its
// own, opened when first needed, because an error closes the whole channel:
// calls and replies, which nobody confirms; messages that are confirmed; and
// messages that are sent and forgotten.
type publisher struct {
	*generation
	config    Config
	sizeLimit atomic.Int64 // of a message body, bytes
	calls     lane
	confirmed lane
	loose     lane

	mu       sync.Mutex
	declared map[string]*declaration

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
	position, err := p.publish(ctx, ch, m)
	return p.lossOf(position, err)
}

// publish writes m to the channel. The position is the socket's before the message.
func (p *publisher) publish(ctx context.Context, ch *laneChannel, m *outgoing) (position uint64, err error) {
	if position, err = p.room(ctx); err != nil {
		return position, err
	}
	err = ch.PublishWithContext(context.Background(), m.exchange.name, m.key, m.mandatory, false, p.message(m))
	if err == nil && ch.IsClosed() {
		err = amqp091.ErrClosed // it went after, or just before, the message
	}
	return position, p.sendError(err)
}

// room waits until the connection takes more; nothing of the message was written.
func (p *publisher) room(ctx context.Context) (position uint64, err error) {
	position, err = p.sock.room(ctx)
	switch {
	case err == nil:
		return position, nil
	case ctx.Err() != nil:
		return 0, fmt.Errorf("%w%s", err, p.blockedNote())
	}
	return 0, fmt.Errorf("%w: %w", errUnsent, err)
}

// lossOf makes an errLost an errUnsent if what was written at position never left.
func (p *publisher) lossOf(position uint64, err error) error {
	if errors.Is(err, errLost) && p.conn.IsClosed() && p.sock.neverLeft(position) {
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
	position, err := p.room(ctx)
	if err != nil {
		return err
	}
	ch.enter()
	defer ch.leave()
	confirm, err := ch.PublishWithDeferredConfirmWithContext(context.Background(), m.exchange.name, m.key, m.mandatory, false, p.message(m))
	switch {
	case errors.Is(err, amqp091.ErrClosed) && !p.conn.IsClosed():
		return fmt.Errorf("%w: %w", errUnsent, err) // the channel was closed before the message
	case err != nil:
		return p.lossOf(position, p.sendError(err))
	}
	ch.probe.arm()
	select {
	case <-confirm.Done():
	case <-ctx.Done():
		return fmt.Errorf("the broker has not confirmed the message, which it may have: %w%s", context.Cause(ctx), p.blockedNote())
	}
	switch {
	case confirm.Acked():
		if m.mandatory && ch.wasReturned(m.unique.String()) {
			return oslo.ErrUndeliverable
		}
		return nil
	case ch.IsClosed():
		<-ch.gone // its reason is known
		return p.lossOf(position, p.unlessAbsent(m, ch.reason))
	default:
		p.confirmed.retire(ch)
		return errNacked
	}
}

// unlessAbsent is errLost, or errUnsent if the broker closed the channel because
// m's exchange is not there: then it can't have routed m.
func (p *publisher) unlessAbsent(m *outgoing, reason *amqp091.Error) error {
	if reason != nil && reason.Code == amqp091.NotFound && strings.Contains(reason.Reason, "'"+m.exchange.name+"'") {
		return errUnsent
	}
	if reason != nil {
		return p.sendError(reason)
	}
	return p.sendError(amqp091.ErrClosed)
}

// sendError tells a lost connection, which the sender may try again, from the rest.
func (p *publisher) sendError(err error) error {
	switch {
	case err == nil:
		return nil
	case !p.alive(), p.sock.reason() != nil, errors.Is(err, amqp091.ErrClosed), errors.As(err, new(*amqp091.Error)):
		return fmt.Errorf("%w: %w", errLost, err)
	}
	return err
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

// checkSize refuses what the broker would answer by closing the channel.
func (p *publisher) checkSize(bytes int) error {
	if limit := p.sizeLimit.Load(); int64(bytes) > limit {
		return fmt.Errorf("%w: %d bytes, the limit is %d", oslo.ErrTooLarge, bytes, limit)
	}
	return nil
}

// message adds the properties that every message of oslo.messaging has.
func (p *publisher) message(m *outgoing) amqp091.Publishing {
	msg := amqp091.Publishing{
		ContentType: contentType, ContentEncoding: "utf-8", DeliveryMode: amqp091.Persistent,
		Headers: noHeaders, Expiration: m.expiration, Body: m.body,
	}
	if encoding, _ := p.config.compressor(); encoding != "" {
		msg.Headers = amqp091.Table{headerCompression: encoding}
		msg.Body = deflate(m.body)
	}
	return msg
}

const contentType = "application/json"

var noHeaders = amqp091.Table{}

// ready checks m, declares what it needs and returns the lane's channel.
func (p *publisher) ready(ctx context.Context, l *lane, m *outgoing) (*laneChannel, error) {
	if err := p.checkSize(len(m.body)); err != nil {
		return nil, err
	}
	if m.exchange.name != "" && !p.isDeclared(m) {
		if err := p.declare(ctx, m); err != nil {
			return nil, err
		}
	}
	return l.ready(ctx, p)
}

func (m *outgoing) declarationKey() string {
	if m.queue != nil {
		return m.queue.name
	}
	return m.exchange.name
}

func (p *publisher) isDeclared(m *outgoing) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	d, ok := p.declared[m.declarationKey()]
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

// declare declares m's exchange, and queue if it has one, once per generation for
// all who send there.
func (p *publisher) declare(ctx context.Context, m *outgoing) error {
	key := m.declarationKey()
	p.mu.Lock()
	d, ok := p.declared[key]
	if !ok {
		d = &declaration{done: make(chan struct{})}
		p.declared[key] = d
		go p.runDeclaration(key, d, m.exchange, m.queue) // ends by the operation timeout
	}
	p.mu.Unlock()
	select {
	case <-d.done:
		return d.err
	case <-ctx.Done():
		return fmt.Errorf("declare %s: %w%s", key, context.Cause(ctx), p.blockedNote())
	}
}

func (p *publisher) runDeclaration(key string, d *declaration, e exchange, q *queue) {
	defer close(d.done)
	try := func(e exchange, q *queue) error {
		if q != nil {
			return p.declareQueue(context.Background(), *q)
		}
		return p.withChannel(context.Background(), func(ch *amqp091.Channel) error { return declareExchange(ch, e) })
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
	if d.err = declareError(key, err); errors.Is(d.err, errLost) {
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

// blockedReason says that and why the broker takes no messages; empty if it does.
func (p *publisher) blockedReason() string {
	if unblocked, reason := p.blocked(); unblocked != nil {
		return "blocked by the broker: " + reason
	}
	return ""
}

// blockedNote is blockedReason to put behind an error.
func (p *publisher) blockedNote() string {
	if reason := p.blockedReason(); reason != "" {
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

// isDurabilityClash reports whether a declaration was refused because the entity
// is there with another durability.
func isDurabilityClash(err error) bool {
	var e *amqp091.Error
	return errors.As(err, &e) && e.Code == amqp091.PreconditionFailed && strings.Contains(e.Reason, "inequivalent arg 'durable'")
}
