package amqp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// State is what a kept connection does. See the package comment.
type State string

// The states of a connection.
const (
	StateIdle       State = "idle"       // not needed
	StateConnecting State = "connecting" // dialing, one host after the other
	StateReady      State = "ready"      // up; a consuming one has declared and consumes
	StateBlocked    State = "blocked"    // up, but the broker takes no messages: it has an alarm
	StateLost       State = "lost"       // gone; connecting follows
	StateClosed     State = "closed"     // for good
)

// ConnectionState is one transition of one connection.
type ConnectionState struct {
	Name  string // what the connection is for, such as "reply" or "listen compute"
	State State
	Host  string // empty while there is none
	Err   error  // why it was lost, or why the last attempt failed
	Since time.Time
}

// link keeps one consuming connection up: it dials, lets setup declare and
// consume, serves until the connection or its channels are lost, and begins
// again, until stop. Its owner sees generations come and go, never a connection
// that is half open.
type link struct {
	name  string
	route *route
	log   *slog.Logger
	// setup declares and consumes on g, and returns what serves it until it is
	// lost or ctx ends.
	setup func(ctx context.Context, g *generation) (serve func(ctx context.Context) error, err error)
	note  func(ConnectionState)

	serving context.Context //nolint:containedctx // of its goroutine; ends with stop
	dialing context.Context //nolint:containedctx // the same; ends with halt or stop
	stopped context.CancelFunc
	halted  context.CancelFunc
	running sync.WaitGroup

	mu       sync.Mutex
	state    ConnectionState
	lastErr  error
	last     time.Time // of lastErr
	failures int       // failed attempts ever
	changed  chan struct{}
}

func (t *transport) newLink(name string, setup func(context.Context, *generation) (func(context.Context) error, error)) *link {
	l := &link{
		name: name, route: t.dialer.route(name), log: t.log, setup: setup, note: t.config.OnState,
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
	l.mu.Lock()
	defer l.mu.Unlock()
	for seen := l.failures; l.state.State != StateReady; {
		failed := l.failures - seen
		switch {
		case l.state.State == StateClosed:
			return oslo.ErrClosed
		case failed > 0 && errors.Is(l.state.Err, oslo.ErrRefused):
			return l.state.Err
		case failed > 0 && (isFinal(l.state.Err) || retry >= 0 && failed > retry):
			return &UnavailableError{Attempts: failed, Err: l.state.Err}
		}
		changed, last := l.changed, l.state.Err
		l.mu.Unlock()
		select {
		case <-changed:
			l.mu.Lock()
		case <-ctx.Done():
			l.mu.Lock()
			if last != nil {
				return fmt.Errorf("%w: %w (%v)", oslo.ErrUnavailable, ended(ctx), last) //nolint:errorlint // of the message nothing was lost
			}
			return fmt.Errorf("%w: %w", oslo.ErrUnavailable, ended(ctx))
		}
	}
	return nil
}

// run serves one generation after the other.
func (l *link) run() {
	var g *generation
	defer func() {
		if g != nil {
			g.close()
		}
		l.set(ConnectionState{Name: l.name, State: StateClosed})
	}()
	l.set(ConnectionState{Name: l.name, State: StateConnecting})
	for failed, brief := 0, 0; l.dialing.Err() == nil; {
		serve, err := l.up(&g)
		if err != nil {
			failed++
			l.fail(err)
			if l.pause(failed) != nil {
				return
			}
			continue
		}
		failed = 0
		l.set(ConnectionState{Name: l.name, State: StateReady, Host: g.host})
		began := time.Now()
		err = serve(l.serving)
		if l.serving.Err() != nil {
			return // nothing was lost
		}
		l.set(ConnectionState{Name: l.name, State: StateLost, Host: g.host, Err: err})
		if brief++; time.Since(began) > time.Second {
			brief = 0
		}
		if sleep(l.dialing, l.rest(brief)) != nil {
			return
		}
	}
}

// up sets up on g, if it still lives, or on a new connection. After a failure g is nil.
func (l *link) up(g **generation) (serve func(context.Context) error, err error) {
	if *g != nil && !(*g).alive() {
		(*g).close()
		*g = nil
	}
	if *g == nil {
		_ = l.route.spread(l.dialing) // the attempt fails too when ctx ends
		if *g, err = l.route.attempt(l.dialing); err != nil {
			*g = nil
			return nil, err
		}
	}
	if serve, err = l.setup(l.dialing, *g); err != nil {
		if errors.Is(err, errHung) {
			(*g).sock.fail(err) // it would not say goodbye
		}
		(*g).close()
		*g = nil
	}
	return serve, err
}

// pause waits after a failed attempt: at the end of a round over the hosts, or as
// often as setting up has failed.
func (l *link) pause(failed int) error {
	if l.route.tried > 0 {
		return l.route.pause(l.dialing)
	}
	return sleep(l.dialing, l.route.d.config.backoff(failed))
}

// rest is the wait after a loss: none after the first, more when one follows the
// other.
func (l *link) rest(brief int) time.Duration {
	d := max(l.route.d.config.ReconnectDelay, 0)
	if brief > 1 {
		d += jitter(min(time.Duration(brief)*20*time.Millisecond, time.Second))
	}
	return d
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
	l.state = s
	if s.Err != nil {
		l.lastErr, l.last = s.Err, s.Since
	}
	close(l.changed)
	l.changed = make(chan struct{})
	l.mu.Unlock()
	s.report(l.log, l.note)
}

// report logs the transition and tells Config.OnState.
func (s ConnectionState) report(log *slog.Logger, note func(ConnectionState)) {
	level := slog.LevelInfo
	attrs := []slog.Attr{slog.String("connection", s.Name), slog.String("state", string(s.State)), slog.String("host", s.Host)}
	if s.Err != nil {
		level, attrs = slog.LevelWarn, append(attrs, slog.String("error", s.Err.Error()))
	}
	log.LogAttrs(context.Background(), level, "connection state", attrs...)
	if note != nil {
		note(s)
	}
}

// health is what the link does now and what went wrong last.
func (l *link) health() ConnectionHealth {
	l.mu.Lock()
	defer l.mu.Unlock()
	return ConnectionHealth{
		Name: l.name, State: l.state.State, Host: l.state.Host, Since: l.state.Since,
		LastError: l.lastErr, LastErrorAt: l.last,
	}
}

// halt connects no more; a generation that serves goes on until it is lost.
func (l *link) halt() { l.halted() }

// stop ends the link and returns when its goroutine has.
func (l *link) stop() {
	l.stopped()
	l.running.Wait()
}
