// Package tail shows messages of the bus as they come.
package tail

import (
	"context"
	"errors"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/watch"
)

// Tail shows notifications, or requests beside their replies.
type Tail struct {
	watch.Flags
	watch.Limits
	Select    string `placeholder:"JQ" help:"Print what this jq expression makes of a message, such as .payload.instance_id. Texts are printed without quotes."`
	Versioned bool   `help:"Take versioned objects out of their envelopes, before --where too."`
	Stats     bool   `help:"Show a live table of rates in place of the messages."`
}

// Help is the long help.
func (*Tail) Help() string {
	return `The messages are copies from a queue of its own, which disappears with the command: at once when it ends, also by kill -9, and within two minutes when its machine or network dies. Nobody misses a message.

Patterns have * for any text, ? for one letter and [ab] for one of them. A jq expression sees a message as -o json prints it.

Replies are published to the default exchange of RabbitMQ, which nobody can bind to. So --rpc shows requests alone, until the tracing of the virtual host is on: "rabbitmqctl trace_on -p VHOST". Then RabbitMQ itself copies all messages of the virtual host, which costs it time. "rabbitmqctl trace_off -p VHOST" ends that.

Examples:

  osloctl tail
  osloctl tail --exchange nova --event 'compute.instance.*' --priority error
  osloctl tail versioned_notifications --versioned --where '.payload.host == "cmp-1"'
  osloctl tail --select '.payload.instance_id' -n 1
  osloctl tail --rpc compute
  osloctl tail --stats`
}

// errEnough ends a watch after its last message.
var errEnough = errors.New("enough")

// Run follows until it is interrupted.
func (t *Tail) Run(ctx context.Context, s *session.Session) error {
	if t.Count < 0 {
		return exit.Usagef("-n %d: want a number of messages", t.Count)
	}
	filter, err := t.Filter(s.Note)
	if err != nil {
		return err
	}
	bus, err := s.Bus()
	if err != nil {
		return err
	}
	show, err := t.shower(s, filter)
	if err != nil {
		return err
	}
	w := &watch.Watcher{
		Bus: bus, Purpose: "tail", Sources: t.Sources(bus), Note: s.Note,
		Entry: show.entry, Tick: show.tick, Every: 100 * time.Millisecond, For: t.For,
		Ready: func() { s.Note("Following. Ctrl-C ends it.") },
	}
	if screen, ok := show.(*stats); ok && screen.live() {
		return screen.run(ctx, w)
	}
	if err := w.Run(ctx); err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return show.end()
}

// shower shows messages.
type shower interface {
	entry(*traffic.Entry) error
	tick(now time.Time) error
	end() error
}

func (t *Tail) shower(s *session.Session, filter *traffic.Filter) (shower, error) {
	if t.Stats {
		return newStats(t, s, filter), nil
	}
	l := &lines{tail: t, filter: filter, print: s.Printer, note: s.Note, pairs: traffic.NewPairs()}
	if t.Select != "" {
		selection, err := traffic.NewSelection(t.Select)
		if err != nil {
			return nil, exit.With(err, exit.Usage, "")
		}
		l.selection = selection
	}
	return l, nil
}

// picked returns the view of a message that the filter picks, and nil for another.
func (t *Tail) picked(filter *traffic.Filter, e *traffic.Entry) map[string]any {
	view := e.View()
	if t.Versioned {
		view, _ = traffic.Unwrap(view).(map[string]any)
	}
	if !filter.Match(e, view) {
		return nil
	}
	return view
}
