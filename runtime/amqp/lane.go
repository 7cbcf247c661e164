package amqp

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// lane is one publishing channel and its successors after channel errors.
type lane struct {
	confirm    bool
	replicated bool                         // what it sends goes to quorum queues: see probe.go
	onReturn   func(*conn.Arrival)          // nil with confirm: then the sender learns it
	onLost     func(mark uint64, err error) // nil if nobody hangs on the lane

	current atomic.Pointer[laneChannel]

	mu      sync.Mutex
	opening *opening // nil unless a channel is being opened
	ended   bool     // the connection is gone: no more channels
	running sync.WaitGroup
}

// opening is a channel that is being opened for all who wait for it.
type opening struct {
	done chan struct{}
	ch   *laneChannel
	err  error
}

// laneChannel is one channel.
type laneChannel struct {
	*conn.Channel
	confirms
	mark   uint64         // names the channel: see inflight's Mark
	reason *amqp091.Error // why the broker closed the channel; set before its confirms are lost
	probe  probe
	asking sync.Mutex // its methods are called one at a time

	senders atomic.Int64  // that wait for a confirm
	retired atomic.Bool   // replaced by another
	unused  chan struct{} // told when it is retired and without senders
}

// ready returns the lane's channel, which is opened if there is none.
func (l *lane) ready(ctx context.Context, p *publisher) (*laneChannel, error) {
	if ch := l.current.Load(); ch != nil && ch.IsOpen() {
		return ch, nil
	}
	o := l.open(p)
	select {
	case <-o.done:
		return o.ch, o.err
	case <-ctx.Done():
		return nil, fmt.Errorf("open a channel: %w%s", ended(ctx), p.blockedNote())
	}
}

// open returns the opening that is under way, or begins one.
func (l *lane) open(p *publisher) *opening {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.opening != nil {
		return l.opening
	}
	o := &opening{done: make(chan struct{})}
	if o.ch = l.current.Load(); o.ch != nil && o.ch.IsOpen() {
		close(o.done) // somebody else just has
		return o
	}
	if l.ended {
		o.ch, o.err = nil, errUnsent
		close(o.done)
		return o
	}
	l.opening = o
	l.running.Go(func() { l.run(p, o) }) // ends when the channel closes, or could not be opened
	return o
}

// run opens a channel and watches it to its end.
func (l *lane) run(p *publisher, o *opening) {
	ch := &laneChannel{
		mark: lastMark.Add(1), unused: make(chan struct{}, 1), confirms: newConfirms(),
	}
	if l.replicated {
		ch.probe.enable()
	}
	var closed <-chan *amqp091.Error
	err := p.Do(context.Background(), func() (err error) {
		if ch.Channel, err = p.Open(l.handlers(p, ch)); err != nil {
			return err
		}
		closed = ch.NotifyClose(make(chan *amqp091.Error, 1))
		if l.confirm {
			err = ch.Confirm(false)
		}
		return err
	})
	if err != nil {
		o.err = fmt.Errorf("%w: open a channel: %w", errUnsent, err)
	} else {
		o.ch = ch
		l.current.Store(ch)
	}
	l.mu.Lock()
	l.opening = nil
	l.mu.Unlock()
	close(o.done)
	if err == nil {
		l.watch(p, ch, closed)
	}
}

// lastMark is the mark of the channel that was opened last.
var lastMark atomic.Uint64

// handlers says what to do with what comes back.
func (l *lane) handlers(p *publisher, ch *laneChannel) conn.Handlers {
	if !l.confirm {
		return conn.Handlers{Returned: l.onReturn}
	}
	return conn.Handlers{
		Returned: func(d *conn.Arrival) {
			if unique, ok := p.config.uniqueID(d); ok {
				ch.takeBack(unique)
			}
		},
		Confirmed: func(c frame.Confirm) {
			as := outcomeNacked
			if c.Taken {
				as = outcomeTaken
			}
			ch.confirms.settle(c.Tag, c.Multiple, as)
		},
	}
}

// uniqueID is that of a message of ours that came back.
func (c *Config) uniqueID(d *conn.Arrival) (_ oslo.MessageID, ok bool) {
	body, err := c.inflated(d)
	if err != nil {
		return oslo.MessageID{}, false
	}
	in, _, err := oslo.DecodeRequest(body)
	if err != nil {
		return oslo.MessageID{}, false
	}
	return oslo.ParseMessageID(in.UniqueID)
}

// watch waits for the channel's end and then fails whoever hangs on it.
func (l *lane) watch(p *publisher, ch *laneChannel, closed <-chan *amqp091.Error) {
	for {
		select {
		case <-ch.unused:
			l.running.Go(func() { // ends at the latest when the connection is lost
				ch.asking.Lock()
				defer ch.asking.Unlock()
				_ = ch.Close()
			})
		case <-ch.probe.due():
			l.running.Go(func() { l.ask(p.Conn, ch) }) // the same
		case ch.reason = <-closed:
			ch.Shut() // also when it was the library that gave the connection up
			p.learn(ch.reason)
			ch.lose(func(exchange string) bool { return isAbsent(ch.reason, exchange) })
			if l.onLost != nil {
				l.onLost(ch.mark, ch.lossError())
			}
			return
		}
	}
}

// ask gives the connection up if ch gives no sign of life. It returns at the latest
// when the connection is lost.
func (l *lane) ask(c *conn.Conn, ch *laneChannel) {
	alive := make(chan struct{})
	go func() { // ends at the latest when the connection is lost
		defer close(alive)
		ch.asking.Lock()
		defer ch.asking.Unlock()
		if ch.IsOpen() {
			_ = ch.Qos(0, 0, false) // of no effect: nothing is consumed on ch
		}
	}()
	if c.Hangs(alive) {
		c.Fail(conn.ErrHung)
		return
	}
	ch.probe.armed.Store(false)
}

// lossError is an errLost with what the broker said, if it did.
func (ch *laneChannel) lossError() error {
	if ch.reason == nil {
		return errLost
	}
	return fmt.Errorf("%w: %w", errLost, ch.reason)
}

// retire replaces a channel that has refused a message for a quorum queue: RabbitMQ
// 3.10 may go on to refuse all that follow on it, because it looked for the queue's
// leader where it was. The channel is closed when its last message is confirmed.
func (l *lane) retire(ch *laneChannel) {
	if l.replicated && l.current.CompareAndSwap(ch, nil) {
		ch.retired.Store(true) // before the caller leaves
	}
}

// enter and leave count the senders that wait for a confirm.
func (ch *laneChannel) enter() { ch.senders.Add(1) }

func (ch *laneChannel) leave() {
	if ch.senders.Add(-1) == 0 && ch.retired.Load() {
		select {
		case ch.unused <- struct{}{}:
		default: // told already
		}
	}
}

// end waits until all that ran for the lane has ended; the connection is gone.
func (l *lane) end() {
	l.mu.Lock()
	l.ended = true
	l.mu.Unlock()
	l.running.Wait()
}
