package conn

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// Route is the order in which one user of connections tries the hosts: shuffled
// once, then in a circle. It is for one goroutine at a time.
type Route struct {
	d     *Dialer
	name  string // the purpose of its connections
	hosts []Host
	next  int
	tried int // attempts since the last connection

	outage  Outage
	refused int  // attempts in a row that a broker refused for good
	used    bool // whether there was a connection before
}

// Route makes a route for the connections of that name, such as "send" or "reply".
func (d *Dialer) Route(name string) *Route {
	hosts := append([]Host(nil), d.config.Hosts...)
	rand.Shuffle(len(hosts), func(i, j int) { hosts[i], hosts[j] = hosts[j], hosts[i] })
	return &Route{d: d, name: name, hosts: hosts}
}

// Name returns the purpose of the connections.
func (r *Route) Name() string { return r.name }

// Attempt dials the next host. When all hosts in turn have refused the login or
// the virtual host, its error is final. See IsFinal.
func (r *Route) Attempt(ctx context.Context) (*Conn, error) {
	host := r.host()
	c, err := r.d.dial(ctx, host, r.name)
	if err == nil {
		r.tried, r.refused, r.used = 0, 0, true
		r.outage.Over()
		r.d.up.announce()
		return c, nil
	}
	r.outage.Warn(r.d.config.Logger, "connecting failed", slog.String("connection", r.name),
		slog.String("host", host.Address), slog.String("error", err.Error()))
	if !isRefusal(err) {
		r.refused = 0
	} else if r.refused++; r.refused >= len(r.hosts) {
		err = &finalError{err}
	}
	return nil, err
}

// Spread waits for a random moment before the first attempt after a loss, so that
// the clients of a broker that is gone do not all arrive at the next one at once.
func (r *Route) Spread(ctx context.Context) error {
	if !r.used || r.tried > 0 {
		return nil
	}
	return Sleep(ctx, rand.N(reconnectSpread))
}

// reconnectSpread is how far apart the clients of a lost broker come back.
const reconnectSpread = 100 * time.Millisecond

// Pause waits after a failed attempt if it was the last host's turn. When another route
// of the dialer gets a connection meanwhile, the wait is over: a broker is back.
func (r *Route) Pause(ctx context.Context) error {
	if r.tried%len(r.hosts) != 0 {
		return nil
	}
	wait := time.NewTimer(r.d.config.Backoff(r.tried / len(r.hosts)))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-r.d.up.next():
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// news tells any number of goroutines that something has happened. The zero value is
// ready.
type news struct {
	mu      sync.Mutex
	happens chan struct{} // closed when it does; nil unless somebody waits
}

// next is closed when it happens the next time.
func (n *news) next() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.happens == nil {
		n.happens = make(chan struct{})
	}
	return n.happens
}

func (n *news) announce() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.happens != nil {
		close(n.happens)
		n.happens = nil
	}
}

// Tried is how many attempts have failed since the last connection.
func (r *Route) Tried() int { return r.tried }

func (r *Route) host() Host {
	r.tried++
	if r.d.config.ShuffleHosts {
		return r.hosts[rand.IntN(len(r.hosts))]
	}
	r.next++
	return r.hosts[(r.next-1)%len(r.hosts)]
}

// finalError is a refusal by every host.
type finalError struct{ error }

func (e *finalError) Unwrap() error { return e.error }

// IsFinal reports whether a sender need not wait for another attempt. Attempts
// go on all the same, because an operator may correct the broker.
func IsFinal(err error) bool {
	_, final := errors.AsType[*finalError](err)
	return final
}
