package amqp

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Health is the state of a transport's connections, for health checks and for
// metrics that are read. Config.OnState reports the changes.
type Health struct {
	// Reply is the connection that consumes the reply queue. It is idle before
	// the first call.
	Reply ConnectionHealth
	// Listeners are the connections of servers and notification listeners.
	Listeners []ConnectionHealth
	// Senders are the open connections of the pool. There are none before the
	// first message. After the last one is lost, an idle one stands for the
	// pool until the next message.
	Senders []ConnectionHealth

	CallsWaiting   int // for their reply
	RepliesPending int // replies to send again, for want of a queue or a connection
}

// OK reports whether every connection that is in use is up.
func (h Health) OK() bool { return h.Err() == nil }

// Err returns nil if every connection in use is up. Otherwise it names the
// others and their reasons.
func (h Health) Err() error {
	var errs []error
	for _, c := range slices.Concat([]ConnectionHealth{h.Reply}, h.Listeners, h.Senders) {
		switch {
		case c.State == StateReady, c.State == StateIdle:
		case c.LastError != nil:
			errs = append(errs, fmt.Errorf("connection %s is %s: %w", c.Name, c.State, c.LastError))
		default:
			errs = append(errs, fmt.Errorf("connection %s is %s", c.Name, c.State))
		}
	}
	return errors.Join(errs...)
}

// ConnectionHealth is one connection.
type ConnectionHealth struct {
	Name   string // its purpose, as in ConnectionState
	State  State
	Host   string
	Broker string    // product and version, for senders only
	Since  time.Time // when it took the state, or when a sender was opened
	Leases int       // how many senders use it now
	// LastError is the last failure, even if all is well again, or nil.
	LastError   error
	LastErrorAt time.Time
}
