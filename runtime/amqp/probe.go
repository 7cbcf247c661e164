package amqp

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// Quorum queues of RabbitMQ fail in ways that nobody is told of, all when a leader
// is lost:
//
//   - A message that nobody confirms may vanish, and with it every later one that its
//     channel sends to that queue (in the source of 3.10 and 4.0; not seen by itself).
//     So everything is confirmed.
//   - A channel that looked for the leader at the wrong moment refuses that queue's
//     messages for as long as the dead node is away (seen with 3.10). Only a confirm
//     tells. So it is replaced (lane.retire).
//   - A channel may wait for an answer of the dead leader, for up to 65 s, and all
//     that follows on it waits as well, though its connection lives (seen with 3.10; in
//     the source of 4.0, where the 65 s are from). So a channel that
//     is used is asked for a sign of life from time to time. When it gives none the
//     connection is given up: calls learn that their reply is lost, and what can be
//     sent again is. Consuming is watched in the same way.

// probeInterval is the time from a message to the question.
const probeInterval = 250 * time.Millisecond

// patience is how long to wait for a sign of life: first of the channel, then, from
// the connection's on, of the channel again. It is one for all connections of a
// transport, and grows while one after the other hangs: what is only slow must get
// through in the end.
type patience struct{ hung atomic.Int64 } // how often, without an answer in between

const (
	shortestPatience = 500 * time.Millisecond
	longestPatience  = 8 * time.Second
)

func (p *patience) now() time.Duration {
	return min(shortestPatience<<min(max(p.hung.Load()-1, 0), 8), longestPatience)
}

var errHung = errors.New("the broker does not answer on a channel, though it does on the connection")

// probe says when a channel is to be asked: some time after a message. The zero
// value never does.
type probe struct {
	timer *time.Timer
	armed atomic.Bool // from the message to the answer
}

// enable makes the probe work.
func (p *probe) enable() {
	p.timer = time.NewTimer(probeInterval)
	p.timer.Stop()
}

// arm notes that a message was sent.
func (p *probe) arm() {
	if p.timer != nil && !p.armed.Load() && p.armed.CompareAndSwap(false, true) {
		p.timer.Reset(probeInterval)
	}
}

// due is when to ask.
func (p *probe) due() <-chan time.Time {
	if p.timer == nil {
		return nil
	}
	return p.timer.C
}

// ask gives the connection up if ch gives no sign of life. It returns at the latest
// when the connection is lost.
func (p *publisher) ask(ch *laneChannel) {
	alive := make(chan struct{})
	go func() { // ends at the latest when the connection is lost
		defer close(alive)
		ch.asking.Lock()
		defer ch.asking.Unlock()
		if ch.open.Load() {
			_ = ch.Qos(0, 0, false) // of no effect: nothing is consumed on ch
		}
	}()
	if p.hangs(alive) {
		p.sock.fail(errHung)
		return
	}
	ch.probe.armed.Store(false)
}

// doOrHang is do for what may hang; then it fails with errHung.
func (g *generation) doOrHang(ctx context.Context, f func() error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	done := make(chan struct{})
	go func() { // ends with f, or with the generation
		if g.hangs(done) {
			cancel(errHung)
		}
	}()
	return g.do(ctx, func() error {
		defer close(done)
		return f()
	})
}

// hangs waits for done, or for the connection's loss. It reports true when the
// connection still answers and done does not come.
func (g *generation) hangs(done <-chan struct{}) bool {
	if g.within(g.patience.now(), done) {
		g.patience.hung.Store(0)
		return false
	}
	if other, err := g.openChannel(hears{}); err == nil { // however long that takes: a slow link is no fault
		_ = other.Close()
	}
	if g.within(g.patience.now(), done) {
		g.patience.hung.Store(0)
		return false
	}
	g.patience.hung.Add(1)
	return true
}

func (g *generation) within(d time.Duration, done <-chan struct{}) bool {
	timeout := time.NewTimer(d)
	defer timeout.Stop()
	select {
	case <-done:
		return true
	case <-g.lost:
		return true
	case <-timeout.C:
		return false
	}
}
