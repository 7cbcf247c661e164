package amqp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// link keeps one consuming connection up: it dials, lets setup declare and
// consume, serves until the connection or its channels are lost, and begins
// again, until stop. Its owner sees connections come and go, never a connection
// that is half open.
type link struct {
	supervisor
	name  string
	route *conn.Route
	// setup declares and consumes on c. serve runs until the connection is lost
	// or ctx ends.
	setup func(ctx context.Context, c *conn.Conn) (serve func(ctx context.Context) error, err error)
	// usable, if it is set, has to be true too before await returns. It becomes true
	// before the link is ready.
	usable func() bool

	serving context.Context //nolint:containedctx // of its goroutine, ends with stop
	dialing context.Context //nolint:containedctx // of its goroutine, ends with halt or stop
	stopped context.CancelFunc
	halted  context.CancelFunc
	running sync.WaitGroup

	mu       sync.Mutex
	state    ConnectionState
	lastErr  error
	last     time.Time   // of lastErr
	asked    string      // the broker's last open question during setup
	failures int         // failed attempts ever
	outage   conn.Outage // of the set-up, used by the goroutine only
	changed  chan struct{}
}

// supervisor holds the common parts of all links.
type supervisor struct {
	dialer *conn.Dialer
	config *Config
	log    *slog.Logger
}

// link makes a link, which does nothing before start.
func (s supervisor) link(name string, setup func(context.Context, *conn.Conn) (func(context.Context) error, error)) *link {
	l := &link{
		supervisor: s, name: name, route: s.dialer.Route(name), setup: setup,
		state: ConnectionState{Name: name, State: StateIdle, Since: time.Now()}, changed: make(chan struct{}),
	}
	l.serving, l.stopped = context.WithCancel(context.Background())
	l.dialing, l.halted = context.WithCancel(l.serving)
	return l
}

// start begins to connect, in the background.
func (l *link) start() { l.running.Go(l.run) } // ends with stop

// await waits until the link is ready. It fails when ctx ends, at once when the
// broker's refusal is final, and after retry further attempts if retry is not
// negative.
func (l *link) await(ctx context.Context, retry int) error {
	return l.awaitSince(ctx, l.failed(), retry)
}

// failed returns how many attempts have failed ever.
func (l *link) failed() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failures
}

// awaitSince is await for a caller on whose behalf the attempts after the first seen ones
// were made: the link may have failed between its start and the wait for it.
func (l *link) awaitSince(ctx context.Context, seen, retry int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.isReady() {
		failed := l.failures - seen
		switch {
		case l.state.State == StateClosed:
			return oslo.ErrClosed
		case failed > 0 && errors.Is(l.state.Err, oslo.ErrRefused):
			return l.state.Err
		case failed > 0 && (conn.IsFinal(l.state.Err) || retry >= 0 && failed > retry):
			return &UnavailableError{Attempts: failed, Err: l.state.Err}
		}
		changed := l.changed
		l.mu.Unlock()
		select {
		case <-changed:
			l.mu.Lock()
		case <-ctx.Done():
			l.mu.Lock()
			return l.outOfTime(ctx)
		}
	}
	return nil
}

// isReady is with mu held.
func (l *link) isReady() bool {
	return l.state.State == StateReady && (l.usable == nil || l.usable())
}

// outOfTime returns the error of a caller whose ctx ended before the link was
// ready. It names the broker's open question, or else the last failure. The
// caller holds mu.
func (l *link) outOfTime(ctx context.Context) error {
	switch err := l.state.Err; {
	case l.asked != "":
		return fmt.Errorf("%w: %w (%s: the broker does not answer)", oslo.ErrUnavailable, ended(ctx), l.asked)
	case err != nil:
		return fmt.Errorf("%w: %w (%v)", oslo.ErrUnavailable, ended(ctx), err) //nolint:errorlint // of the message nothing was lost
	}
	return fmt.Errorf("%w: %w", oslo.ErrUnavailable, ended(ctx))
}

// asks records a question to the broker during setup.
func (l *link) asks(what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = what
}

// run serves one connection after the other.
func (l *link) run() {
	var c *conn.Conn
	defer func() {
		if c != nil {
			c.Close()
		}
		l.set(ConnectionState{Name: l.name, State: StateClosed})
	}()
	l.set(ConnectionState{Name: l.name, State: StateConnecting})
	for failed, brief := 0, 0; l.dialing.Err() == nil; {
		serve, err := l.up(&c)
		if err != nil {
			failed++
			l.fail(err)
			if l.pause(failed) != nil {
				return
			}
			continue
		}
		failed = 0
		l.outage.Over()
		l.set(ConnectionState{Name: l.name, State: StateReady, Host: c.Host()})
		began := time.Now()
		err = serve(l.serving)
		if l.serving.Err() != nil {
			return // nothing was lost
		}
		l.set(ConnectionState{Name: l.name, State: StateLost, Host: c.Host(), Err: err})
		if brief++; time.Since(began) > conn.Brief {
			brief = 0
		}
		if conn.Sleep(l.dialing, l.rest(brief)) != nil {
			return
		}
	}
}

// up sets up on c, if it still lives, or on a new connection. After a failure c is nil.
func (l *link) up(c **conn.Conn) (serve func(context.Context) error, err error) {
	if *c != nil && !(*c).Alive() {
		(*c).Close()
		*c = nil
	}
	if *c == nil {
		_ = l.route.Spread(l.dialing) // the attempt fails too when ctx ends
		if *c, err = l.route.Attempt(l.dialing); err != nil {
			*c = nil
			return nil, err
		}
	}
	if serve, err = l.setup(l.dialing, *c); err != nil {
		if l.dialing.Err() == nil {
			l.outage.Warn(l.log, "setting up failed", slog.String("connection", l.name), slog.String("host", (*c).Host()),
				slog.String("error", err.Error()))
		}
		if errors.Is(err, conn.ErrHung) {
			(*c).Fail(err) // it would not say goodbye
		}
		(*c).Close()
		*c = nil
	}
	return serve, err
}

// pause waits after a failed attempt: at the end of a round over the hosts, or as
// often as setting up has failed.
func (l *link) pause(failed int) error {
	if l.route.Tried() > 0 {
		return l.route.Pause(l.dialing)
	}
	return conn.Sleep(l.dialing, l.dialer.Backoff(failed))
}

// rest is the wait after a loss: none after the first, more when one follows the
// other.
func (l *link) rest(brief int) time.Duration {
	d := max(l.config.ReconnectDelay, 0)
	return d + conn.Rest(brief)
}

func (l *link) fail(err error) {
	l.mu.Lock()
	l.failures++
	l.mu.Unlock()
	l.set(ConnectionState{Name: l.name, State: StateConnecting, Err: err})
}

func (l *link) set(s ConnectionState) {
	s.Since = time.Now()
	l.mu.Lock()
	l.state, l.asked = s, ""
	if s.Err != nil {
		l.lastErr, l.last = s.Err, s.Since
	}
	close(l.changed)
	l.changed = make(chan struct{})
	l.mu.Unlock()
	s.report(l.log, l.config.OnState)
}

// health returns the link's state and its last failure.
func (l *link) health() ConnectionHealth {
	l.mu.Lock()
	defer l.mu.Unlock()
	return ConnectionHealth{
		Name: l.name, State: l.state.State, Host: l.state.Host, Since: l.state.Since,
		LastError: l.lastErr, LastErrorAt: l.last,
	}
}

// halt makes no further connection. A serving connection goes on until it is
// lost.
func (l *link) halt() { l.halted() }

// abandon stops a link that never started.
func (l *link) abandon() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.State = StateClosed
	close(l.changed)
	l.changed = make(chan struct{})
}

// stop ends the link and returns when its goroutine has.
func (l *link) stop() {
	l.stopped()
	l.running.Wait()
}
