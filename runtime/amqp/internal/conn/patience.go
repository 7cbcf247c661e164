package conn

import (
	"errors"
	"sync/atomic"
	"time"
)

// patience is how long to wait for a sign of life: first of the channel, then, from
// the connection's on, of the channel again. It is one for all connections of a
// dialer, and grows while one after the other hangs: what is only slow must get
// through in the end.
type patience struct{ hung atomic.Int64 } // how often, without an answer in between

const (
	shortestPatience = 500 * time.Millisecond
	longestPatience  = 8 * time.Second
)

func (p *patience) now() time.Duration {
	return min(shortestPatience<<min(max(p.hung.Load()-1, 0), 8), longestPatience)
}

// ErrHung: a channel gives no sign of life, and its connection does.
var ErrHung = errors.New("the broker does not answer on a channel, though it does on the connection")

// CloseTimeout is how long the broker is given to answer that something is closed.
const CloseTimeout = time.Second
