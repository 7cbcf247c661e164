package amqp

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// publisher is a connection that sends.
type publisher struct {
	*conn.Conn
	config    *Config
	lanes     *lanes
	sizeLimit atomic.Int64 // of a message body, bytes
	taken     atomic.Int64 // the largest body that the broker is known to take, bytes

	mu       sync.Mutex
	declared map[declarable]*declaration

	leases    atomic.Int64 // shares in use, or noMoreLeases when the pool closes it
	idleSince time.Time    // the pool's
}

// laneOf returns the lane of a message. Messages that may go to a quorum queue
// are always confirmed, and so are messages larger than any before. confirm
// asks for a confirm for others.
func (p *publisher) laneOf(m *outgoing, confirm bool) *lane {
	if int64(len(m.Body)) > p.taken.Load() {
		return p.lanes.of(laneKey{large: true, confirm: true})
	}
	return p.lanes.of(laneKey{exchange: m.Exchange, confirm: confirm || p.config.replicated()})
}

// isLarge reports whether the message is larger than any that the broker has taken.
func (p *publisher) isLarge(m *outgoing) bool { return int64(len(m.Body)) > p.taken.Load() }

// send publishes m for an owner. If kept is true, the owner learns the fate of
// m later. send waits for a confirm in two cases: for a large message, and for
// a call that may go to a quorum queue, which loses messages without a confirm
// (question.go).
func (p *publisher) send(ctx context.Context, m *outgoing, o owner) (kept bool, _ error) {
	if err := p.prepare(ctx, m); err != nil {
		return false, err
	}
	if p.isLarge(m) || p.config.replicated() && o.parcel == nil {
		return false, p.sendConfirmed(ctx, m)
	}
	l := p.laneOf(m, false)
	ch, err := l.ready(ctx)
	if err == nil {
		err = l.publish(ctx, ch, m, o)
	}
	return err == nil, err
}

// sendConfirmed publishes m and waits until the broker has it. It fails with errLost or
// errUnconfirmed when the broker may have the message. After any other error it has not.
func (p *publisher) sendConfirmed(ctx context.Context, m *outgoing) error {
	if err := p.prepare(ctx, m); err != nil {
		return err
	}
	l := p.laneOf(m, true)
	ch, err := l.ready(ctx)
	if err != nil {
		return err
	}
	if err := room(ctx, p.Conn); err != nil {
		return err
	}
	ch.enter()
	defer ch.leave()
	if ch.retired.Load() {
		return errBehind // it is about to be closed
	}
	waits := &confirm{done: make(chan struct{}), unique: m.unique}
	if err := l.publish(ctx, ch, m, owner{waits: waits}); err != nil {
		return err
	}
	select {
	case <-waits.done:
	case <-ctx.Done():
		ch.forget(waits)
		return fmt.Errorf("%w: %w%s", errUnconfirmed, ended(ctx), blockedNote(p.Conn))
	}
	switch {
	case waits.outcome == outcomeNacked:
		return errNacked
	case waits.outcome != outcomeTaken:
		return outcomeError(waits.outcome, waits.reason)
	case waits.returned:
		return oslo.ErrUndeliverable
	}
	p.took(len(m.Body))
	return nil
}

// took notes that the broker takes messages of a size.
func (p *publisher) took(bytes int) {
	for known := p.taken.Load(); int64(bytes) > known; known = p.taken.Load() {
		if p.taken.CompareAndSwap(known, int64(bytes)) {
			return
		}
	}
}

// learn takes the broker's reason for closing a channel. It may name a missing
// entity, which has to be declared again, or a size limit.
func (p *publisher) learn(c *complaint) {
	if c.missing {
		p.forget()
	}
	if c.limit > 0 {
		p.sizeLimit.Store(int64(c.limit))
	}
}

// check refuses messages that can't be sent.
func (p *publisher) check(m *outgoing) error {
	if n := max(len(m.Exchange), len(m.Key)); n > frame.MaxShort {
		return fmt.Errorf("%w: the exchange's name or the routing key (topic.server) has %d bytes, AMQP takes %d", oslo.ErrRefused, n, frame.MaxShort)
	}
	return p.checkSize(len(m.Body))
}

// checkSize refuses a message for which the broker would close the channel.
func (p *publisher) checkSize(bytes int) error {
	if limit := p.sizeLimit.Load(); int64(bytes) > limit {
		return fmt.Errorf("%w: %d bytes, the limit is %d", oslo.ErrTooLarge, bytes, limit)
	}
	return nil
}

// prepare checks m, compresses it, and declares its entities.
func (p *publisher) prepare(ctx context.Context, m *outgoing) error {
	if m.Compression == "" {
		if m.Compression, _ = p.config.compressor(); m.Compression != "" {
			m.Body = deflate(m.Body)
		}
	}
	if err := p.check(m); err != nil {
		return err
	}
	if m.to.name == "" || p.isDeclared(m) {
		return nil
	}
	return p.declare(ctx, m)
}

// close closes the connection once the broker has processed everything sent
// over it, or gives no sign of doing so.
func (p *publisher) close() {
	done := make(chan struct{})
	go func() { // ends at the latest when the connection is closed
		defer close(done)
		p.lanes.finish()
	}()
	timeout := time.NewTimer(conn.CloseTimeout)
	defer timeout.Stop()
	select {
	case <-done:
	case <-timeout.C:
	case <-p.Lost():
	}
	p.Close()
	<-done
}

// isFull reports whether a message would have to wait for those before it: for bytes
// that are not written, or for large messages that the broker is not known to have,
// which may wait in the kernel.
func (p *publisher) isFull() bool {
	return p.Pending() >= p.config.WriteBuffer || p.lanes.bulk.Load() >= int64(p.config.WriteBuffer)
}
