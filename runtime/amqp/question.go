package amqp

import (
	"sync/atomic"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// The driver asks a channel a question some time after a message, for one of
// two reasons.
//
// Where the broker confirms nothing, the answer proves that it has processed
// everything sent before. One question proves all messages of a while.
//
// Quorum queues of RabbitMQ fail silently in three ways, all when a leader is
// lost:
//
//   - A message without a confirm may vanish, and with it every later one
//     that its channel sends to that queue. This follows from the source of
//     3.10 and 4.0 and was not observed by itself. So everything is
//     confirmed.
//   - A channel that looked for the leader at the wrong moment refuses that
//     queue's messages for as long as the dead node is away (seen with 3.10).
//     Only a confirm shows it. So the channel is replaced (lane.retire).
//   - A channel may wait for an answer of the dead leader for up to 65 s, and
//     everything behind it waits as well, though its connection lives. It was
//     seen with 3.10, and the 65 s are in the source of 4.0. So the question
//     asks for a sign of life. Without one the connection is given up, and
//     messages that can be sent again are. Consuming is watched in the same
//     way.

const (
	// signOfLife is the time from a message to the question whether the channel lives.
	signOfLife = 250 * time.Millisecond
	// proofInterval is the time from a message to the question that proves it.
	proofInterval = 75 * time.Millisecond
	// askAtBytes is how much is kept for want of proof before it is asked for at once.
	askAtBytes = 1 << 20
)

// question says when a channel is to be asked. The zero value never does.
type question struct {
	after time.Duration
	timer *time.Timer
	armed atomic.Bool // from the message to the answer
	urged atomic.Bool // the answer is wanted at once
}

// enable makes the question come up some time after a message.
func (q *question) enable(after time.Duration) {
	q.after = after
	q.timer = time.NewTimer(after)
	q.timer.Stop()
}

// arm notes that a message was sent.
func (q *question) arm() {
	if q.timer != nil && !q.armed.Load() && q.armed.CompareAndSwap(false, true) {
		q.timer.Reset(q.after)
	}
}

// now makes the question come up at once.
func (q *question) now() {
	if q.timer != nil && q.armed.Load() && q.urged.CompareAndSwap(false, true) {
		q.timer.Reset(0)
	}
}

// due is when to ask.
func (q *question) due() <-chan time.Time {
	if q.timer == nil {
		return nil
	}
	return q.timer.C
}

// answered arms the question again if there are messages that the answer did not prove.
func (q *question) answered(ch *laneChannel) {
	q.urged.Store(false)
	q.armed.Store(false)
	if open, _ := ch.open(); open > 0 {
		q.arm()
	}
}

// ask asks the channel for an answer. It returns at the latest when the connection is
// lost. With quorum queues it gives the connection up if none comes.
func (l *lane) ask(ch *laneChannel) {
	last := ch.last()
	answer := make(chan struct{})
	go func() { // ends at the latest when the connection is lost
		defer close(answer)
		ch.asking.Lock()
		defer ch.asking.Unlock()
		// Qos has no effect, as nothing is consumed on the channel.
		if ch.IsOpen() && ch.Qos(0, 0, false) == nil && !l.key.confirm {
			ch.proven(last)
		}
	}()
	if !l.replicated {
		<-answer
	} else if l.conn.Hangs(answer) {
		l.conn.Fail(conn.ErrHung)
		return
	}
	ch.question.answered(ch)
}
