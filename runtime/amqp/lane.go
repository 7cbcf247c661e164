package amqp

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// lane is one publishing channel and its successors after channel errors.
type lane struct {
	confirm    bool
	replicated bool                 // what it sends goes to quorum queues: see probe.go
	onReturn   func(amqp091.Return) // nil with confirm: then senders ask
	onLost     func(mark uint64)    // nil if nobody hangs on the lane

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

// laneChannel is one channel. Its watcher owns what comes back on it.
type laneChannel struct {
	*amqp091.Channel
	mark   uint64         // names the channel: see inflight's Mark
	gone   chan struct{}  // closed when the watcher has ended
	reason *amqp091.Error // why the broker closed the channel, once gone
	probe  probe

	senders atomic.Int64  // that wait for a confirm
	retired atomic.Bool   // replaced by another
	unused  chan struct{} // told when it is retired and without senders

	returns  chan amqp091.Return
	asks     chan ask
	mu       sync.Mutex
	returned map[string]struct{} // unique ids, with confirms only
}

// ask is a sender that wants to know whether its message came back.
type ask struct {
	uniqueID string
	answer   chan bool
}

const (
	// returnBuffer is how many returned messages may wait to be looked at. The
	// library stalls the connection when the buffer is full.
	returnBuffer = 64
	// maxReturned bounds what is kept of senders who gave up before they asked.
	maxReturned = 64 << 10
)

// ready returns the lane's channel, which is opened if there is none.
func (l *lane) ready(ctx context.Context, p *publisher) (*laneChannel, error) {
	if ch := l.current.Load(); ch != nil && !ch.IsClosed() {
		return ch, nil
	}
	o := l.open(p)
	select {
	case <-o.done:
		return o.ch, o.err
	case <-ctx.Done():
		return nil, fmt.Errorf("open a channel: %w%s", context.Cause(ctx), p.blockedNote())
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
	if o.ch = l.current.Load(); o.ch != nil && !o.ch.IsClosed() {
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
		mark: generations.Add(1), gone: make(chan struct{}),
		returns: make(chan amqp091.Return, returnBuffer), asks: make(chan ask), returned: map[string]struct{}{},
		unused: make(chan struct{}, 1),
	}
	if l.replicated {
		ch.probe.enable()
	}
	var closed <-chan *amqp091.Error
	err := p.do(context.Background(), func() (err error) {
		if ch.Channel, err = p.conn.Channel(); err != nil {
			return err
		}
		closed = ch.NotifyClose(make(chan *amqp091.Error, 1))
		ch.NotifyReturn(ch.returns)
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

// watch passes on what comes back and, at its end, fails whoever hangs on the channel.
func (l *lane) watch(p *publisher, ch *laneChannel, closed <-chan *amqp091.Error) {
	for {
		select {
		case r, ok := <-ch.returns:
			if ok {
				l.takeBack(p, ch, r)
			} else {
				ch.returns = nil
			}
		case a := <-ch.asks:
			l.takeAll(p, ch)
			a.answer <- ch.wasTakenBack(a.uniqueID)
		case <-ch.unused:
			l.running.Go(func() { _ = ch.Close() }) // ends at the latest when the connection is lost
		case <-ch.probe.due():
			l.running.Go(func() { p.ask(ch) }) // the same
		case ch.reason = <-closed:
			l.takeAll(p, ch)
			p.learn(ch.reason)
			close(ch.gone)
			if l.onLost != nil {
				l.onLost(ch.mark)
			}
			return
		}
	}
}

// takeAll takes the returns that have arrived.
func (l *lane) takeAll(p *publisher, ch *laneChannel) {
	for {
		select {
		case r, ok := <-ch.returns:
			if !ok {
				ch.returns = nil
				return
			}
			l.takeBack(p, ch, r)
		default:
			return
		}
	}
}

func (l *lane) takeBack(p *publisher, ch *laneChannel, r amqp091.Return) {
	if !l.confirm {
		l.onReturn(r)
		return
	}
	body, err := p.config.returnedBody(&r)
	if err != nil {
		return // not ours
	}
	in, _, err := oslo.DecodeRequest(body)
	if err != nil {
		return
	}
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if len(ch.returned) >= maxReturned {
		clear(ch.returned)
	}
	ch.returned[in.UniqueID] = struct{}{}
}

// wasReturned reports whether a message that is confirmed came back. The broker
// returns a message before it confirms it, so its return has arrived by then.
func (ch *laneChannel) wasReturned(uniqueID string) bool {
	a := ask{uniqueID, make(chan bool, 1)}
	select {
	case ch.asks <- a:
		return <-a.answer
	case <-ch.gone:
		return ch.wasTakenBack(uniqueID)
	}
}

func (ch *laneChannel) wasTakenBack(uniqueID string) bool {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	_, came := ch.returned[uniqueID]
	delete(ch.returned, uniqueID)
	return came
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
