package amqp

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Health is what a transport's connections do, for a service's health check and
// for metrics that are read and not told (see Config.OnState).
type Health struct {
	// Reply is the connection that consumes the reply queue; idle before the first call.
	Reply ConnectionHealth
	// Listeners are the connections of servers and notification listeners.
	Listeners []ConnectionHealth
	// Senders are the open connections of the pool; none before the first message, and
	// one that is idle after the last was lost, until somebody sends.
	Senders []ConnectionHealth

	CallsWaiting   int // for their reply
	RepliesPending int // that are sent again, for want of a queue or a connection
}

// OK reports whether every connection that is in use is up.
func (h Health) OK() bool { return h.Err() == nil }

// Err returns nil if every connection that is in use is up, or else an error that
// names those that are not and says why.
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
	Name   string // what it is for, as in ConnectionState
	State  State
	Host   string
	Broker string    // product and version; senders only
	Since  time.Time // when it took the state; for senders, when it was opened
	Leases int       // how many send over it now; senders only
	// LastError is what went wrong last, also when all is well again; nil if nothing has.
	LastError   error
	LastErrorAt time.Time
}
