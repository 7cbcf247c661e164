package amqp

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"sync/atomic"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// pool holds the sending connections of a transport. Python's clients are not
// concurrent, so there a connection serves one sender at a time. Here a lease
// is a share of a connection, and senders share the first one. When every open
// connection has its limit of leases, another is opened, up to the maximum.
// Beyond it a sender waits, with its ctx. It also waits while the broker blocks
// one of the connections, because the broker blocks all that publish.
//
// One goroutine dials while senders wait. Listeners and the reply consumer have
// connections of their own.
type pool struct {
	route  *conn.Route
	config *Config
	log    *slog.Logger
	wrap   func(*conn.Conn) *publisher
	ctx    context.Context //nolint:containedctx // of the dialing, ends with close
	cancel context.CancelFunc

	first atomic.Pointer[publisher] // of open, for leasing without a lock

	mu       sync.Mutex
	open     []*publisher
	changed  chan struct{} // closed, and made anew, at every change that may help a waiter
	waiting  int
	dialing  bool
	failures int       // failed attempts ever
	failedAt time.Time // the last one
	brief    int       // connections in a row that were lost soon
	lostAt   time.Time // when the last connection was lost
	lastErr  error
	lastAt   time.Time // of lastErr
	reaper   *time.Timer
	closed   bool
	running  sync.WaitGroup
}

func newPool(route *conn.Route, config *Config, log *slog.Logger, wrap func(*conn.Conn) *publisher) *pool {
	p := &pool{route: route, config: config, log: log, wrap: wrap, changed: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	return p
}

// acquire leases a share of a connection, which release gives back. When no
// broker can be reached it makes retry further attempts, without limit if retry
// is negative.
func (p *pool) acquire(ctx context.Context, retry int) (*publisher, error) {
	if pub := p.first.Load(); pub != nil && !pub.isFull() && pub.lease(p.config.PoolShare) {
		return pub, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if pub := p.pick(); pub != nil {
		return pub, nil
	}
	p.waiting++
	defer func() { p.waiting-- }()
	seen := p.failures
	for {
		if p.closed {
			return nil, oslo.ErrClosed
		}
		if pub := p.pick(); pub != nil {
			return pub, nil
		}
		if failed := p.failures - seen; failed > 0 && (conn.IsFinal(p.lastErr) || retry >= 0 && failed > retry) {
			return nil, &UnavailableError{Attempts: failed, Err: p.lastErr}
		}
		if !p.dialing && p.mayGrow() {
			p.dialing = true
			p.running.Go(p.dial)
		}
		if err := p.await(ctx); err != nil {
			return nil, err
		}
	}
}

// pick leases the first connection with a free share whose write buffer is not
// full. If no other can be opened it takes a full one. The caller holds mu.
func (p *pool) pick() *publisher {
	var full *publisher
	for _, pub := range p.open {
		switch {
		case !pub.isFull() && pub.lease(p.config.PoolShare):
			return pub
		case full == nil || pub.Pending() < full.Pending():
			full = pub
		}
	}
	if full != nil && (!p.mayGrow() || time.Since(p.failedAt) < time.Second) && full.lease(p.config.PoolShare) {
		return full
	}
	return nil
}

// mayGrow reports whether another connection may be opened. The caller holds
// mu.
func (p *pool) mayGrow() bool { return len(p.open) < p.config.PoolSize && p.blockedBy() == "" }

// lease takes a share of the connection. It fails if limit shares are in use or
// the connection can't send.
func (p *publisher) lease(limit int) bool {
	if !p.Alive() || p.IsBlocked() {
		return false
	}
	for {
		n := p.leases.Load()
		if n < 0 || n >= int64(limit) {
			return false
		}
		if p.leases.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// noMoreLeases is less than any number of leases.
const noMoreLeases = math.MinInt32

// await waits for a change or the end of ctx. The caller holds mu, before and
// after.
func (p *pool) await(ctx context.Context) error {
	changed := p.changed // closed at the next change
	p.mu.Unlock()
	defer p.mu.Lock()
	select {
	case <-changed:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: %w%s", oslo.ErrUnavailable, ended(ctx), p.why())
	}
}

// why says what a sender waited for when its time ran out.
func (p *pool) why() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if reason := p.blockedBy(); reason != "" {
		return " (" + reason + ")"
	}
	if p.lastErr != nil && len(p.open) == 0 {
		return " (" + p.lastErr.Error() + ")"
	}
	return ""
}

// blockedBy returns the reason why the broker takes no messages, or "". The
// caller holds mu.
func (p *pool) blockedBy() string {
	for _, pub := range p.open {
		if reason := pub.BlockedReason(); reason != "" {
			return reason
		}
	}
	return ""
}

func (p *pool) remove(pub *publisher) {
	for i, o := range p.open {
		if o == pub {
			p.open = append(p.open[:i:i], p.open[i+1:]...)
			break
		}
	}
	if len(p.open) == 0 {
		p.first.Store(nil)
	} else {
		p.first.Store(p.open[0])
	}
}

// announce wakes all waiting senders. The caller holds mu.
func (p *pool) announce() {
	close(p.changed)
	p.changed = make(chan struct{})
}

// release gives a lease back.
func (p *pool) release(pub *publisher) {
	left := int(pub.leases.Add(-1))
	if left > 0 && left != p.config.PoolShare-1 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if left == p.config.PoolShare-1 && p.waiting > 0 {
		p.announce()
	}
	if left == 0 && len(p.open) > p.config.PoolMinSize {
		pub.idleSince = time.Now()
	}
}

// close fails all waiting senders and closes every connection. It returns when
// that is done.
func (p *pool) close() {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		p.cancel()
		if p.reaper != nil {
			p.reaper.Stop()
		}
		for _, pub := range p.open {
			p.running.Go(pub.close)
		}
		p.announce()
	}
	p.mu.Unlock()
	p.running.Wait()
}

// health lists the open connections.
func (p *pool) health() []ConnectionHealth {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []ConnectionHealth
	for _, pub := range p.open {
		all = append(all, ConnectionHealth{
			Name: p.route.Name(), State: stateOf(pub.Conn), Host: pub.Host(), Broker: pub.Broker().String(), Since: pub.Began(),
			Leases: max(int(pub.leases.Load()), 0), LastError: p.lastErr, LastErrorAt: p.lastAt,
		})
	}
	if len(all) > 0 || p.lastErr == nil {
		return all
	}
	none := ConnectionHealth{Name: p.route.Name(), State: StateIdle, Since: p.lastAt, LastError: p.lastErr, LastErrorAt: p.lastAt}
	switch { // without a connection, and one is opened when it is needed
	case p.closed:
		none.State = StateClosed
	case p.dialing:
		none.State = StateConnecting
	}
	return []ConnectionHealth{none}
}
