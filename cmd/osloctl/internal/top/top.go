// Package top shows topics, servers, methods and events on a screen that is
// refreshed.
package top

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/watch"
)

// Top shows the traffic of the bus.
type Top struct {
	Topic    []string      `arg:"" optional:"" name:"TOPIC" help:"Only these topics. Without the management API nothing is known of others until a message comes."`
	Exchange []string      `placeholder:"NAME" sep:"," help:"The exchanges to copy messages of. Defaults to all topic exchanges, or without the management API to control_exchange."`
	Every    time.Duration `default:"2s" placeholder:"TIME" help:"How often to look at the queues. Defaults to 2s."`
	NoCopy   bool          `help:"Look at queues only, and copy no messages: no rates, methods and events."`
	For      time.Duration `placeholder:"TIME" help:"End after this time. Where there is no terminal, what was found is then printed once. Defaults to --every there."`
}

// Help is the long help.
func (*Top) Help() string {
	return `Shows four tables: topics with their servers, rates and backlog; servers; methods with how long they take; and events. Keys sort, filter and open a row: "?" lists them.

The queues are those of the management API, or of named topics over AMQP alone. Rates, methods and events are counted from copies of all messages, as "osloctl tail" has them, which costs the broker some of its time on a busy bus: --no-copy does without. How long calls take is known while the tracing of the virtual host is on: see "osloctl tail --help".

A red row needs somebody: messages wait and nobody consumes them, or calls were not answered. A yellow one has a server that is down, or calls that failed.

Examples:

  osloctl top
  osloctl top compute conductor --every 5s
  osloctl top --no-copy -o json`
}

// Run shows the screen until the user quits. Where there is no terminal it prints one
// document.
func (c *Top) Run(ctx context.Context, s *session.Session) error {
	if c.Every <= 0 {
		return exit.Usagef("--every %v: want more than nothing", c.Every)
	}
	bus, err := s.Bus()
	if err != nil {
		return err
	}
	live := s.Printer.Text() && output.IsTerminal(s.Stdout) && output.IsTerminal(s.Stdin)
	if !live && c.For == 0 {
		c.For = c.Every
	}
	looker, err := newLooker(ctx, bus, c.Topic)
	if err != nil {
		return err
	}
	defer looker.close()
	st := newState(c.Topic)
	if looker.api == nil && len(c.Topic) == 0 {
		s.Note("%v. Topics appear once messages come. Name topics, or give --management-url.", looker.why)
	}
	if err := st.look(ctx, looker); err != nil {
		return err
	}
	if live {
		return c.show(ctx, s, st, c.watcher(bus, st, looker), looker)
	}
	return c.once(ctx, s, st, c.watcher(bus, st, looker), looker)
}

// watcher counts messages, unless --no-copy.
func (c *Top) watcher(bus busOf, st *state, l *looker) *watch.Watcher {
	w := &watch.Watcher{
		Bus: bus, Purpose: "top", Note: st.notes.Add, Ready: func() {},
		Entry: func(e *traffic.Entry) error { st.add(e); return nil },
		Tick:  func(now time.Time) error { st.tick(now); return nil }, Every: time.Second, For: c.For,
	}
	if !c.NoCopy {
		w.Sources = slices.Insert(l.sources(bus, c.Exchange), 0, tap.Replies) // no call is seen whose reply is missed
	}
	return w
}

// follow looks at the queues and counts messages until ctx or --for ends.
func (c *Top) follow(ctx context.Context, st *state, w *watch.Watcher, l *looker) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if len(w.Sources) == 0 && c.For > 0 {
		time.AfterFunc(c.For, cancel)
	}
	looked := make(chan struct{})
	// Ends with ctx.
	go func() {
		defer close(looked)
		st.keepLooking(ctx, l, c.Every)
	}()
	var err error
	if len(w.Sources) > 0 {
		err = w.Run(ctx)
		cancel()
	}
	<-looked
	return err
}

func (c *Top) show(ctx context.Context, s *session.Session, st *state, w *watch.Watcher, l *looker) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	followed := make(chan error, 1)
	// Ends with ctx, which ends with the screen, or with --for, which ends the screen.
	go func() {
		followed <- c.follow(ctx, st, w, l)
		cancel()
	}()
	err := screen.Run(ctx, st.board(l.String()), s.Stdin, s.Stdout)
	cancel()
	return errors.Join(err, <-followed)
}

func (c *Top) once(ctx context.Context, s *session.Session, st *state, w *watch.Watcher, l *looker) error {
	if err := c.follow(ctx, st, w, l); err != nil {
		return err
	}
	return st.print(s.Printer)
}
