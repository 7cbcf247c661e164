// Package watch follows copies of the bus's messages for commands that go on.
package watch

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// Watcher follows some sources.
type Watcher struct {
	Bus     *connect.Bus
	Purpose string // in the name of the queue
	Sources []tap.Source
	// Note gets messages for the user.
	Note func(format string, args ...any)
	// Entry is given every message in turn. An error ends the watch.
	Entry func(*traffic.Entry) error
	// Tick is called every Every, between two messages. An error ends the watch. Nil
	// is never called.
	Tick  func(now time.Time) error
	Every time.Duration
	// Ready is called when all sources are copied, or are noted as not there yet, after
	// each connection.
	Ready func()
	// For is how long to follow once Ready was called. 0 is for ever.
	For time.Duration

	unread  int
	dropped uint64
}

// firstBackoff and lastBackoff are the waits between two attempts to connect again.
const firstBackoff, lastBackoff = time.Second, 15 * time.Second

// Run follows until ctx or the time ends, which is no error, or Entry or Tick returns
// one. The first connection has to succeed. When one is lost, Run connects again.
func (w *Watcher) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	conn, err := w.Bus.Dial(ctx)
	if err != nil {
		return err
	}
	timed := sync.OnceFunc(func() {
		if w.For > 0 {
			time.AfterFunc(w.For, cancel)
		}
	})
	for {
		lost, err := w.follow(ctx, conn, func() { w.Ready(); timed() })
		_ = conn.Close() // it is lost, or nothing waits for it
		if err != nil || ctx.Err() != nil {
			return err
		}
		w.Note("The connection is lost (%v). Messages are missed until it is back.", lost)
		if conn = w.again(ctx); conn == nil {
			return nil
		}
		w.Note("Connected again.")
	}
}

// again connects again, however long it takes. It returns nil when ctx ends.
func (w *Watcher) again(ctx context.Context) *amqp091.Connection {
	for wait := firstBackoff; ; wait = min(2*wait, lastBackoff) {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
		if conn, err := w.Bus.Dial(ctx); err == nil {
			return conn
		}
	}
}

// follow copies messages over one connection. lost says why it ended, if ctx and
// err don't.
func (w *Watcher) follow(ctx context.Context, conn *amqp091.Connection, ready func()) (lost any, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	closed := conn.NotifyClose(make(chan *amqp091.Error, 1))
	t, err := tap.Open(context.WithoutCancel(ctx), conn, w.Purpose)
	if err != nil {
		return nil, withAdvice(err)
	}
	bound := make(chan error, 1)
	waiting := make(chan *tap.WaitingError, len(w.Sources))
	// Ends with ctx, with the connection, or when all is bound.
	go func() { bound <- t.Follow(ctx, w.Sources, func(wait *tap.WaitingError) { waiting <- wait }, ready) }()
	err = w.loop(ctx, t, bound, waiting)
	_ = t.Close() // the queue goes with the connection anyway
	select {
	case e := <-closed:
		return e, err
	default:
		return "its channel was closed", err
	}
}

func (w *Watcher) loop(ctx context.Context, t *tap.Tap, bound <-chan error, waiting <-chan *tap.WaitingError) error {
	var tick <-chan time.Time
	if w.Tick != nil {
		ticker := time.NewTicker(w.Every)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		var err error
		select {
		case m, ok := <-t.Messages():
			if !ok {
				return nil
			}
			err = w.take(m)
		case now := <-tick:
			w.tell(t.Dropped())
			err = w.Tick(now)
		case wait := <-waiting:
			w.Note("Waiting for %v.", wait)
		case err = <-bound:
			bound = nil
			if t.Lost(err) {
				err = nil // the channel of messages ends as well
			}
			err = withAdvice(err)
		case <-ctx.Done():
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// withAdvice names the permissions of a watcher, if it lacks one.
func withAdvice(err error) error {
	if !tap.Refused(err) {
		return err
	}
	return exit.With(err, exit.Refused, "The user needs to configure, write and read queues named osloctl_*, and to read the exchanges: "+
		"rabbitmqctl set_permissions -p VHOST USER '^osloctl_' '^osloctl_' '.*'")
}

// take reads a message and hands it on.
func (w *Watcher) take(m tap.Message) error {
	e, err := traffic.Read(m)
	if err != nil {
		if w.unread++; w.unread == 1 {
			w.Note("%v. Further ones are counted only.", err)
		}
		return nil
	}
	return w.Entry(e)
}

// tell notes that messages were dropped since the last time.
func (w *Watcher) tell(dropped uint64) {
	if dropped > w.dropped {
		w.Note("%d messages were dropped: they come faster than they can be shown.", dropped-w.dropped)
	}
	w.dropped = dropped
}

// Unread is how many messages could not be read.
func (w *Watcher) Unread() int { return w.unread }

// Summary is a sentence about the messages that could not be read, or "".
func (w *Watcher) Summary() string {
	if w.unread == 0 {
		return ""
	}
	return fmt.Sprintf("%d messages could not be read.", w.unread)
}
