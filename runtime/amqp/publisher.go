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
	calls     lane
	confirmed lane
	loose     lane

	mu       sync.Mutex
	declared map[string]*declaration

	leases    int       // the pool's
	idleSince time.Time // the pool's
}

// declaration is one exchange or queue that is being, or has been, declared.
type declaration struct {
	done chan struct{}
	err  error
}

// lane is one publishing channel and its successors after channel errors.
type lane struct {
	confirm  bool
	onReturn func(amqp091.Return)
	onLost   func(mark uint64) // nil if nobody hangs on the lane

	mu      sync.Mutex
	current atomic.Pointer[laneChannel]
	watched sync.WaitGroup
}

type laneChannel struct {
	*amqp091.Channel
	mark uint64 // names the channel: see inflight's Mark

	mu       sync.Mutex // with confirms: ties a return to its confirm
	returned map[string]bool
	returns  chan amqp091.Return
}

// errLost: the connection or channel went before it was known what became of the message.
var errLost = errors.New("connection lost while sending")

// returnBuffer is how many returned messages may wait to be looked at. The library
// stalls the connection when the buffer is full.
const returnBuffer = 1024

// send publishes m without waiting for the broker; position is as publish has it.
func (p *publisher) send(ctx context.Context, l *lane, m *outgoing) (position uint64, err error) {
	ch, err := p.ready(ctx, l, m)
	if err != nil {
		return 0, err
	}
	return p.publish(ctx, ch, m)
}

// publish writes m to the channel. The position is the socket's before the message.
func (p *publisher) publish(ctx context.Context, ch *laneChannel, m *outgoing) (position uint64, err error) {
	if position, err = p.sock.room(ctx); err != nil {
		return position, p.sendError(err)
	}
	err = ch.PublishWithContext(context.Background(), m.exchange.name, m.key, m.mandatory, false, p.message(m))
	if err == nil && ch.IsClosed() {
		err = amqp091.ErrClosed // it went after, or just before, the message
	}
	return position, p.sendError(err)
}

// sendConfirmed publishes m and waits until the broker has it. Three outcomes: nil;
// an error that matches oslo.ErrRefused or oslo.ErrUndeliverable; and errLost,
// when the broker may or may not have it.
func (p *publisher) sendConfirmed(ctx context.Context, m *outgoing, unique oslo.MessageID) error {
	ch, err := p.ready(ctx, &p.confirmed, m)
	if err != nil {
		return err
	}
	if _, err := p.sock.room(ctx); err != nil {
		return p.sendError(err)
	}
	confirm, err := ch.PublishWithDeferredConfirmWithContext(context.Background(), m.exchange.name, m.key, m.mandatory, false, p.message(m))
	if err != nil {
		return p.sendError(err)
	}
	select {
	case <-confirm.Done():
	case <-ctx.Done():
		return fmt.Errorf("the broker has not confirmed the message, which it may have: %w", context.Cause(ctx))
	}
	switch {
	case confirm.Acked():
		if m.mandatory && ch.wasReturned(unique.String()) {
			return oslo.ErrUndeliverable
		}
		return nil
	case ch.IsClosed():
		return p.sendError(amqp091.ErrClosed)
	default:
		return fmt.Errorf("%w: the message was not taken (basic.nack)", oslo.ErrRefused)
	}
}

// sendError tells a lost connection, which the sender may try again, from the rest.
func (p *publisher) sendError(err error) error {
	switch {
	case err == nil:
		return nil
	case !p.alive(), p.sock.reason() != nil, errors.Is(err, amqp091.ErrClosed):
		return fmt.Errorf("%w: %w", errLost, err)
	}
	return err
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

// ready declares what m needs and returns the lane's channel.
func (p *publisher) ready(ctx context.Context, l *lane, m *outgoing) (*laneChannel, error) {
	if m.exchange.name != "" && !p.isDeclared(m) {
		if err := p.declare(ctx, m); err != nil {
			return nil, err
		}
	}
	if ch := l.current.Load(); ch != nil && !ch.IsClosed() {
		return ch, nil
	}
	return l.open(ctx, p)
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
		return fmt.Errorf("declare %s: %w", key, context.Cause(ctx))
	}
}

func (p *publisher) runDeclaration(key string, d *declaration, e exchange, q *queue) {
	defer close(d.done)
	try := func(e exchange, q *queue) error {
		return p.withChannel(context.Background(), func(ch *amqp091.Channel) error {
			if q != nil {
				return declareQueue(ch, *q)
			}
			return declareExchange(ch, e)
		})
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
	if d.err = p.sendError(err); !errors.Is(d.err, errLost) {
		d.err = fmt.Errorf("%w: %w", oslo.ErrRefused, explainDeclare(key, err))
	}
}

// forget drops what is known to be declared, after the broker said that something
// is not there.
func (p *publisher) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.declared)
}

// open opens the lane's channel unless somebody else just has.
func (l *lane) open(ctx context.Context, p *publisher) (*laneChannel, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if ch := l.current.Load(); ch != nil && !ch.IsClosed() {
		return ch, nil
	}
	ch := &laneChannel{mark: generations.Add(1), returns: make(chan amqp091.Return, returnBuffer), returned: map[string]bool{}}
	err := p.do(ctx, func() (err error) {
		if ch.Channel, err = p.conn.Channel(); err != nil || !l.confirm {
			return err
		}
		return ch.Confirm(false)
	})
	if err != nil {
		return nil, p.sendError(err)
	}
	ch.NotifyReturn(ch.returns)
	closed := ch.NotifyClose(make(chan *amqp091.Error, 1))
	l.watched.Go(func() { l.watch(p, ch, closed) }) // ends when the channel closes
	l.current.Store(ch)
	return ch, nil
}

// watch passes on what comes back and, at its end, fails whoever hangs on the channel.
func (l *lane) watch(p *publisher, ch *laneChannel, closed <-chan *amqp091.Error) {
	returns := ch.returns
	if l.confirm {
		returns = nil // read by wasReturned, before the confirm they belong to
	}
	for {
		select {
		case r, ok := <-returns:
			if !ok {
				returns = nil
				continue
			}
			l.onReturn(r)
		case reason := <-closed:
			if reason != nil && reason.Code == amqp091.NotFound {
				p.forget()
			}
			if l.onLost != nil {
				l.onLost(ch.mark)
			}
			return
		}
	}
}

// wasReturned reports whether the message came back. The broker returns a message
// before it confirms it, so what belongs to a confirm has been received by then.
func (ch *laneChannel) wasReturned(uniqueID string) bool {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	for {
		select {
		case r, ok := <-ch.returns:
			if !ok {
				return ch.returned[uniqueID]
			}
			if in, _, err := oslo.DecodeRequest(r.Body); err == nil {
				if len(ch.returned) >= returnBuffer {
					clear(ch.returned) // of senders who gave up
				}
				ch.returned[in.UniqueID] = true
			}
		default:
			came := ch.returned[uniqueID]
			delete(ch.returned, uniqueID)
			return came
		}
	}
}

func (p *publisher) isBlocked() bool {
	unblocked, _ := p.blocked()
	return unblocked != nil
}

// wait returns when all that watched the publisher's channels has ended.
func (p *publisher) wait() {
	for _, l := range []*lane{&p.calls, &p.confirmed, &p.loose} {
		l.mu.Lock() // nobody opens a channel any more: the connection is gone
		l.watched.Wait()
		l.mu.Unlock()
	}
}

// isDurabilityClash reports whether a declaration was refused because the entity
// is there with another durability.
func isDurabilityClash(err error) bool {
	var e *amqp091.Error
	return errors.As(err, &e) && e.Code == amqp091.PreconditionFailed && strings.Contains(e.Reason, "inequivalent arg 'durable'")
}
