package conn

import (
	"errors"
	"sync/atomic"
	"time"
)

// patience is how long to wait for a sign of life: first from the channel, and
// after one from the connection, from the channel again. All connections of a
// dialer share it. It grows while one connection after the other hangs, so that
// a slow broker gets through in the end.
type patience struct{ hung atomic.Int64 } // how often, without an answer in between

const (
	shortestPatience = 500 * time.Millisecond
	longestPatience  = 8 * time.Second
)

func (p *patience) now() time.Duration {
	return min(shortestPatience<<min(max(p.hung.Load()-1, 0), 8), longestPatience)
}

// ErrHung means that a channel gives no sign of life, and its connection does.
var ErrHung = errors.New("the broker does not answer on a channel, though it does on the connection")

// CloseTimeout is how long the broker may take to answer a close.
const CloseTimeout = time.Second
