package rpc

import (
	"context"
	"fmt"
	"io"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Cast runs a method without waiting for it.
type Cast struct {
	Target  string  `arg:"" name:"TOPIC[.SERVER]" help:"The topic, for any of its servers, or one server of it."`
	Request request `embed:""`
}

// Help has the examples.
func (*Cast) Help() string {
	return `Runs a method on one server and does not wait for it. It ends when the broker has the message. Whether the method ran, and how, is not known.

` + argumentHelp + `

` + apiHelp + `

Examples:

  osloctl cast compute record name=vm-1
  osloctl cast compute.cmp-1 record force:=true --context user_id=admin
  osloctl cast compute record name=vm-1 --api ./api`
}

// Run casts.
func (c *Cast) Run(ctx context.Context, s *session.Session) error {
	p, err := c.Request.plan(s, "cast", c.Target)
	if err != nil {
		return err
	}
	shot, err := c.Request.prepare(ctx, s, p, oslo.Target{Topic: c.Target}, c.Request.options()...)
	if err != nil {
		return err
	}
	return shot.cast(ctx, s, &c.Request.Load, shot.client.Cast)
}

// Fanout runs a method on every server of a topic.
type Fanout struct {
	Topic   string  `arg:"" name:"TOPIC" help:"The topic."`
	Request request `embed:""`
}

// Help has the examples.
func (*Fanout) Help() string {
	return `Runs a method on every server of a topic that is up, and does not wait for it. It ends when the broker has the message.

` + argumentHelp + `

` + apiHelp + `

Examples:

  osloctl fanout compute record reason=refresh
  osloctl fanout compute remove --api ./api`
}

// Run casts to all.
func (f *Fanout) Run(ctx context.Context, s *session.Session) error {
	p, err := f.Request.plan(s, "fanout", f.Topic)
	if err != nil {
		return err
	}
	shot, err := f.Request.prepare(ctx, s, p, oslo.Target{Topic: f.Topic, Fanout: true}, f.Request.options()...)
	if err != nil {
		return err
	}
	return shot.cast(ctx, s, &f.Request.Load, shot.client.Fanout)
}

// sent is the output of a cast.
type sent struct {
	Target string `json:"target"`
	Method string `json:"method"`
	Fanout bool   `json:"fanout,omitempty"`
}

// cast sends the request by send, once or as often as the load flags say.
func (s *shot) cast(ctx context.Context, session *session.Session, l *load, send func(context.Context, *oslo.Method, any) error) error {
	defer s.close()
	once := func(ctx context.Context) error { return send(s.ctx(ctx), s.method, s.args) }
	if l.on() {
		return l.run(ctx, session, once, s.probe)
	}
	if err := once(ctx); err != nil {
		return s.probe.explain(err)
	}
	doc := sent{s.probe.target.RoutingKey(), s.method.Name, s.probe.target.Fanout}
	return session.Printer.Print(doc, func(w io.Writer) {
		if !session.Quiet {
			fmt.Fprintf(w, "the broker has %s for %s\n", doc.Method, doc.Target)
		}
	})
}
