package amqp

import (
	"fmt"
	"sync"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// laneChannel is one channel.
type laneChannel struct {
	*conn.Channel
	ledger
	question question
	asking   sync.Mutex    // its methods are called one at a time
	used     atomic.Bool   // since the last look
	closing  atomic.Bool   // finish is at it
	finished chan struct{} // closed when it is done
	ended    chan struct{} // closed when the channel is lost

	senders atomic.Int64  // that wait for a confirm
	retired atomic.Bool   // replaced by another
	unused  chan struct{} // told when it is retired, and without senders and messages
}

func newLaneChannel(tell func(*entry, outcome, error), bulk *atomic.Int64) *laneChannel {
	return &laneChannel{
		ledger:   newLedger(tell, bulk),
		finished: make(chan struct{}), ended: make(chan struct{}), unused: make(chan struct{}, 1),
	}
}

// isChannelError reports whether the broker closed a channel and not the connection.
func isChannelError(reason *amqp091.Error) bool {
	if reason == nil || !reason.Server {
		return false
	}
	switch reason.Code {
	case amqp091.ContentTooLarge, amqp091.NoRoute, amqp091.NoConsumers, amqp091.AccessRefused,
		amqp091.NotFound, amqp091.ResourceLocked, amqp091.PreconditionFailed:
		return true
	}
	return false
}

// lossError is an errLost with the reason of the connection's loss.
func lossError(c *conn.Conn) error { return fmt.Errorf("%w: %w", errLost, c.Reason()) }

// enter and leave count the senders that wait for a confirm.
func (ch *laneChannel) enter() { ch.senders.Add(1) }

func (ch *laneChannel) leave() {
	ch.senders.Add(-1)
	ch.endIfUnused()
}

// endIfUnused has a channel closed that was replaced, once nothing is to come from it.
func (ch *laneChannel) endIfUnused() {
	if !ch.retired.Load() || ch.senders.Load() > 0 {
		return
	}
	if open, _ := ch.open(); open == 0 {
		token(ch.unused)
	}
}
