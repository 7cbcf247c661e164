package amqp

import (
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
