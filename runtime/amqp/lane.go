package amqp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// lane is one publishing channel and its successors. An error closes a whole
// channel, so messages that must not harm each other go over different lanes.
// See lanes.
//
// With confirm the broker confirms each message. Without it the lane asks a
// question from time to time. A channel handles its messages in order, so the
// answer proves that all earlier ones were processed.
type lane struct {
	key        laneKey
	conn       *conn.Conn
	replicated bool // its messages go to quorum queues, see question.go
	log        *slog.Logger
	onReturn   func(*laneChannel, *conn.Arrival)
	onEnd      func(*entry, outcome, error) // see ledger
	onClosed   func(*complaint)             // the broker closed a channel

	tasks   *tasks        // of all lanes of the connection
	bulk    *atomic.Int64 // the same: see ledger
	current atomic.Pointer[laneChannel]

	mu      sync.Mutex
	opening *opening // nil unless a channel is being opened
}

// opening is a channel that is being opened for all its waiting senders.
type opening struct {
	done chan struct{}
	ch   *laneChannel
	err  error
}

// ready returns the lane's channel, which is opened if there is none.
func (l *lane) ready(ctx context.Context) (*laneChannel, error) {
	if ch := l.current.Load(); ch != nil && ch.IsOpen() {
		return ch, nil
	}
	o := l.open()
	select {
	case <-o.done:
		return o.ch, o.err
	case <-ctx.Done():
		return nil, fmt.Errorf("open a channel: %w%s", ended(ctx), blockedNote(l.conn))
	}
}

// open returns the opening that is under way, or begins one.
func (l *lane) open() *opening {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.opening != nil {
		return l.opening
	}
	o := &opening{done: make(chan struct{})}
	if o.ch = l.current.Load(); o.ch != nil && o.ch.IsOpen() {
		close(o.done) // another sender has just opened it
		return o
	}
	if !l.tasks.run(func() { l.run(o) }) { // ends when the channel closes, or could not be opened
		o.ch, o.err = nil, errUnsent
		close(o.done)
		return o
	}
	l.opening = o
	return o
}

// isIdle reports whether the lane has no channel, and opens none.
func (l *lane) isIdle() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	ch := l.current.Load()
	return l.opening == nil && (ch == nil || !ch.IsOpen())
}

// run opens a channel and watches it to its end.
func (l *lane) run(o *opening) {
	ch := newLaneChannel(l.onEnd, l.bulk)
	switch {
	case l.replicated:
		ch.question.enable(signOfLife)
	case !l.key.confirm:
		ch.question.enable(proofInterval)
	}
	var closed <-chan *amqp091.Error
	err := l.conn.Do(context.Background(), func() (err error) {
		if ch.Channel, err = l.conn.Open(l.handlers(ch)); err != nil {
			return err
		}
		closed = ch.NotifyClose(make(chan *amqp091.Error, 1))
		if l.key.confirm {
			err = ch.Confirm(false)
		}
		return err
	})
	switch {
	case err == nil:
		o.ch = ch
		l.current.Store(ch)
	case isNoChannel(err):
		o.err = fmt.Errorf("%w: open a channel: %w; the broker's channel_max is too low", oslo.ErrRefused, err)
	case errors.Is(err, conn.ErrLibrary):
		o.err = fmt.Errorf("%w: %w", oslo.ErrRefused, err)
	default:
		o.err = setupError(l.conn, fmt.Errorf("open a channel: %w", err))
	}
	l.mu.Lock()
	l.opening = nil
	l.mu.Unlock()
	close(o.done)
	if err == nil {
		l.watch(ch, closed)
	}
}

// handlers returns the handlers of the channel's returns and confirms.
func (l *lane) handlers(ch *laneChannel) conn.Handlers {
	return conn.Handlers{
		Returned: func(d *conn.Arrival) { l.onReturn(ch, d) },
		Confirmed: func(c frame.Confirm) {
			if !c.Taken {
				l.retire(ch)
			}
			ch.settle(c)
			ch.endIfUnused()
		},
	}
}

// idleAfter is how long an unused channel stays open.
const idleAfter = time.Minute

// watch serves the channel to its end and then tells the owners the fate of its
// messages.
func (l *lane) watch(ch *laneChannel, closed <-chan *amqp091.Error) {
	idle := time.NewTicker(idleAfter)
	defer idle.Stop()
	for {
		select {
		case <-ch.unused:
			l.tasks.run(func() { l.finish(ch) }) // ends at the latest when the connection is lost
		case <-idle.C:
			if open, _ := ch.open(); open == 0 && !ch.used.Swap(false) && l.current.CompareAndSwap(ch, nil) {
				l.tasks.run(func() { l.finish(ch) }) // the same
			}
		case <-ch.question.due():
			l.tasks.run(func() { l.ask(ch) }) // the same
		case reason := <-closed:
			ch.Shut() // also when it was the library that gave the connection up
			close(ch.ended)
			l.lost(ch, reason)
			return
		}
	}
}

// finish closes a channel that is used no longer, once the fate of its messages is known:
// the broker has confirmed them, or the answer to a question proves that it has processed
// them. The library's Close proves nothing: it also succeeds when the channel was lost a
// moment before.
func (l *lane) finish(ch *laneChannel) {
	if !ch.IsOpen() || !ch.closing.CompareAndSwap(false, true) {
		return
	}
	defer close(ch.finished)
	ch.Shut()
	last := ch.last()
	if l.key.confirm {
		select {
		case <-ch.empty():
		case <-ch.ended:
		}
	}
	ch.asking.Lock()
	defer ch.asking.Unlock()
	if !l.key.confirm && ch.Qos(0, 0, false) == nil {
		ch.proven(last)
	}
	_ = ch.Close() // the connection may be lost
}

// lost tells the owners the fate of the messages of a lost channel.
func (l *lane) lost(ch *laneChannel, reason *amqp091.Error) {
	if ch.closing.Load() {
		<-ch.finished // its messages may be settled by then
	}
	if !isChannelError(reason) && (reason == nil || !reason.Server || !l.conn.Alive()) {
		ch.lose(&complaint{reason: lossError(l.conn)}, l.conn.NeverLeft)
		return
	}
	l.log.Warn("the broker closed a channel", "exchange", l.key.exchange, "channel", ch.ID(), "error", reason.Error())
	c := complaintOf(reason)
	l.onClosed(c)
	ch.lose(c, func(uint64) bool { return false })
}

// publish writes m, once the connection takes more. After an error nothing of it was
// written.
func (l *lane) publish(ctx context.Context, ch *laneChannel, m *outgoing, o owner) error {
	if err := room(ctx, l.conn); err != nil {
		return err
	}
	if m.replyTo != nil {
		if !m.replyTo.hold(m.waiter) {
			return errStale
		}
		defer m.replyTo.letGo()
	}
	if err := ch.publish(ch.Channel, m, o); err != nil {
		return fmt.Errorf("%w: %w", errUnsent, err)
	}
	if !ch.used.Load() {
		ch.used.Store(true)
	}
	ch.question.arm()
	if o.parcel != nil {
		if _, bytes := ch.open(); bytes > askAtBytes {
			ch.question.now()
		}
	}
	return nil
}

// retire replaces a channel that has refused a message for a quorum queue: RabbitMQ
// 3.10 may go on to refuse all that follow on it, because it looked for the queue's
// leader where it was. The channel is closed when its last message is confirmed.
func (l *lane) retire(ch *laneChannel) {
	if l.replicated && l.current.CompareAndSwap(ch, nil) {
		ch.retired.Store(true) // before its sender learns of it
	}
}
