package amqp

import (
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// How the connections of the pool come and go.

// dial opens one connection. It tries again while a sender waits for one.
func (p *pool) dial() {
	p.mu.Lock()
	rest := conn.Rest(p.brief) - time.Since(p.lostAt)
	p.mu.Unlock()
	_ = conn.Sleep(p.ctx, rest) // the attempt fails too when ctx ends
	for {
		_ = p.route.Spread(p.ctx) // the same
		c, err := p.route.Attempt(p.ctx)
		if p.dialed(c, err) {
			return
		}
		if p.route.Pause(p.ctx) != nil {
			p.mu.Lock()
			p.dialing = false
			p.mu.Unlock()
			return
		}
	}
}

// dialed takes the outcome of an attempt and reports whether dialing is over.
func (p *pool) dialed(c *conn.Conn, err error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.announce()
	switch {
	case err != nil:
		p.failures++
		p.failedAt = time.Now()
		p.lastErr, p.lastAt = err, time.Now()
		if p.waiting > 0 && !p.closed && !conn.IsFinal(err) {
			return false
		}
	case p.closed:
		p.running.Go(c.Close)
	default:
		pub := p.wrap(c)
		p.open = append(p.open, pub)
		p.first.Store(p.open[0])
		p.running.Go(func() { p.watch(pub) }) // ends when the connection is lost
		p.scheduleReaper()
	}
	p.dialing = false
	return true
}

// watch announces the changes of a connection and forgets it once it is lost.
func (p *pool) watch(pub *publisher) {
	p.note(pub, stateOf(pub.Conn), nil)
	for pub.Alive() {
		select {
		case <-pub.BlockChanged():
			p.note(pub, stateOf(pub.Conn), nil)
		case <-pub.Lost():
		}
		p.mu.Lock()
		p.announce()
		p.mu.Unlock()
	}
	pub.lanes.tasks.end()
	reason := pub.Reason() // before the lock, because it may wait
	p.mu.Lock()
	p.remove(pub)
	state, err := StateClosed, error(nil)
	if !p.closed && pub.leases.Load() >= 0 {
		state, err = StateLost, reason
		p.lastErr, p.lastAt, p.lostAt = err, time.Now(), time.Now()
		if p.brief++; time.Since(pub.Began()) > conn.Brief {
			p.brief = 0
		}
	}
	p.announce()
	p.mu.Unlock()
	p.note(pub, state, err)
}

// note reports the state of a connection.
func (p *pool) note(pub *publisher, state State, err error) {
	s := ConnectionState{Name: p.route.Name(), State: state, Host: pub.Host(), Since: time.Now(), Err: err}
	s.report(p.log, p.config.OnState)
}

// scheduleReaper closes idle connections above the minimum. The caller holds
// mu.
func (p *pool) scheduleReaper() {
	if len(p.open) > max(p.config.PoolMinSize, 0) && p.reaper == nil {
		p.reaper = time.AfterFunc(p.config.PoolTTL, p.reap)
	}
}

func (p *pool) reap() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reaper = nil
	if p.closed {
		return
	}
	for i := len(p.open) - 1; i >= 0 && len(p.open) > p.config.PoolMinSize; i-- {
		pub := p.open[i]
		if time.Since(pub.idleSince) >= p.config.PoolTTL && pub.leases.CompareAndSwap(0, noMoreLeases) {
			p.remove(pub)
			p.running.Go(pub.close)
		}
	}
	p.scheduleReaper()
}
