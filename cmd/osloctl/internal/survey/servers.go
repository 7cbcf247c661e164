package survey

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Servers lists topics and servers.
type Servers struct {
	Topic []string `arg:"" optional:"" help:"The topics to list, all by default. Without the management API also TOPIC.SERVER."`
}

// Help has the examples.
func (*Servers) Help() string {
	return `Lists the topics of the virtual host with their servers and queues: how many consume each, how many messages wait, how many were delivered and are not acknowledged, and since when nothing has happened.

The management API tells all of it. Its numbers are some seconds old, so AMQP is asked again about queues without consumers. AMQP alone tells consumers and waiting messages of queues that are named, so topics must be given. The last line says which of the two has told.

A queue without a consumer belongs to a server that has stopped: such queues stay. The exit code is 5 if a topic that was named has no queue.

Examples:

  osloctl servers
  osloctl servers compute -o json`
}

// Run lists them.
func (c *Servers) Run(ctx context.Context, s *session.Session) error {
	bus, err := s.Bus()
	if err != nil {
		return err
	}
	api, err := mgmt.Find(ctx, bus)
	if none, ok := errors.AsType[*mgmt.UnavailableError](err); ok {
		return c.byAMQP(ctx, s, bus, none)
	}
	if err != nil {
		return err
	}
	queues, err := api.Queues(ctx)
	if err != nil {
		return err
	}
	exchanges, err := api.Exchanges(ctx)
	if err != nil {
		return err
	}
	recount(ctx, bus, queues)
	return c.print(s, c.named(rows(queues, NewNames(queues, exchanges))), "the management API at "+api.String())
}

// recount asks over AMQP, where it is reached, for numbers that the management API does
// not have yet.
func recount(ctx context.Context, bus *connect.Bus, queues []mgmt.Queue) {
	if !slices.ContainsFunc(queues, Doubtful) {
		return
	}
	if conn, err := passive.Open(ctx, bus); err == nil {
		defer conn.Close()
		Recount(conn, queues)
	}
}

// named returns the rows of the topics that the command names.
func (c *Servers) named(all []Row) []Row {
	if len(c.Topic) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(r Row) bool {
		return !slices.Contains(c.Topic, r.Topic) && !slices.Contains(c.Topic, r.Queue)
	})
}

// byAMQP asks about each name that the command was given.
func (c *Servers) byAMQP(ctx context.Context, s *session.Session, bus *connect.Bus, why error) error {
	conn, err := passive.Open(ctx, bus)
	if err != nil {
		return err
	}
	defer conn.Close()
	if len(c.Topic) == 0 {
		return exit.With(why, exit.Found, "AMQP alone can't list queues. Name topics or servers, or give --management-url.")
	}
	var all []Row
	for _, name := range c.Topic {
		q, err := conn.Queue(name)
		if err != nil {
			return err
		}
		if q != nil {
			all = append(all, Row{Topic: name, Kind: KindTopic, Queue: name, Queues: 1, Consumers: q.Consumers, Ready: q.Messages, Source: "amqp"})
		}
	}
	return c.print(s, all, "AMQP alone: "+why.Error())
}

func (c *Servers) print(s *session.Session, all []Row, source string) error {
	if err := output.PrintList(s.Printer, all, func(w io.Writer) { text(w, all, s.Printer.Width) }); err != nil {
		return err
	}
	s.Note("from %s", connect.Redact(source))
	for _, topic := range c.Topic {
		if !slices.ContainsFunc(all, func(r Row) bool { return r.Topic == topic || r.Queue == topic }) {
			return &exit.Error{Code: exit.Undeliverable, Err: fmt.Errorf("topic %s has no queue: no server of it has started", topic)}
		}
	}
	return nil
}

func text(w io.Writer, all []Row, width int) {
	t := output.Table{Head: []string{"TOPIC", "SERVER", "QUEUE", "CONSUMERS", "READY", "UNACKED", "IDLE SINCE"}, Right: map[int]bool{3: true, 4: true, 5: true}}
	last := ""
	for _, r := range all {
		topic := output.Clean(r.Topic)
		if topic == last {
			topic = ""
		}
		last = output.Clean(r.Topic)
		t.Rows = append(t.Rows, []string{topic, label(r), output.Clean(r.Queue), consumers(r), strconv.Itoa(r.Ready), unacked(r), r.IdleSince})
	}
	t.Write(w, width)
}

// label is the column SERVER.
func label(r Row) string {
	switch r.Kind {
	case KindServer:
		return output.Clean(r.Server)
	case KindNotification:
		return "notifications " + r.Server
	case KindFanout:
		return fmt.Sprintf("each of %d", r.Queues)
	}
	return "any"
}

func consumers(r Row) string {
	if r.Consumers == 0 {
		return output.Bad.Render("0")
	}
	return strconv.Itoa(r.Consumers)
}

func unacked(r Row) string {
	if r.Unacked == nil {
		return "?"
	}
	return strconv.Itoa(*r.Unacked)
}
