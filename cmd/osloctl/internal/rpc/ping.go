package rpc

import (
	"context"
	"errors"
	"fmt"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Ping checks whether servers answer.
type Ping struct {
	Target   string        `arg:"" name:"TOPIC[.SERVER]" help:"The topic, for any of its servers, or TOPIC.SERVER for one server of it."`
	Exchange string        `placeholder:"NAME" help:"The exchange of the topic. Defaults to control_exchange, which is openstack where no file sets it."`
	Timeout  time.Duration `default:"5s" help:"How long to wait for an answer. Defaults to 5s."`
	Every    time.Duration `placeholder:"DURATION" help:"Go on, with a ping so often, until Ctrl-C or --count. Then print loss and percentiles."`
	Count    int           `short:"c" placeholder:"N" help:"Ping so often, every second if --every does not say."`
	All      bool          `help:"Ping each server of the topic. The management API tells which there are."`
	Probe    bool          `help:"Print nothing. The exit code says it all: for liveness probes of Kubernetes, and for systemd."`
}

// Help has the examples.
func (*Ping) Help() string {
	return `A server is alive if it answers at all. A server without rpc_ping_enabled answers that it has no such method, which shows the same.

Nothing is sent if the server has no queue, or if nothing consumes the queue. It is missing, has stopped, or stops right now. The exit code is 5. A server that consumes and does not answer hangs, or is very busy. The exit code is 4. With several pings the exit code is that of the last one that failed.

Examples:

  osloctl ping compute
  osloctl ping compute.cmp-1 --every 200ms --count 5
  osloctl ping compute --all
  osloctl ping compute.cmp-1 --probe --timeout 2s

` + expiry
}

// Run pings.
func (p *Ping) Run(ctx context.Context, s *session.Session) error {
	err := p.run(ctx, s)
	if p.Probe && err != nil {
		return exit.SilentError(exit.Of(err))
	}
	return err
}

func (p *Ping) run(ctx context.Context, s *session.Session) error {
	if p.All {
		return p.all(ctx, s)
	}
	target := oslo.Target{Topic: p.Target}
	client, probe, end, err := dial(ctx, s, target, p.Exchange, oslo.WithTimeout(p.Timeout), oslo.WithMandatory())
	if err != nil {
		return err
	}
	defer end()
	pinger := &pinger{client, probe}
	if p.Every > 0 || p.Count > 1 {
		return p.series(ctx, s, pinger)
	}
	a := pinger.ping(ctx, 1)
	if a.err != nil || p.Probe {
		return probe.explain(a.err)
	}
	return s.Printer.Print(a, a.text)
}

// pinger pings one target.
type pinger struct {
	client *oslo.Client
	probe  *probe
}

// ping asks once. Servers with rpc_ping_enabled have the method. Others refuse it,
// which also shows that they are alive.
func (p *pinger) ping(ctx context.Context, seq int) answer {
	begin := time.Now()
	err := p.consumed()
	if err == nil {
		err = alive(p.client.Call(ctx, &oslo.Method{Name: dispatch.PingMethod}, nil, nil))
	}
	return newAnswer(p.probe.target.RoutingKey(), seq, time.Since(begin), err)
}

// consumed returns an error if nothing consumes the queue, so that no request is
// left in it.
func (p *pinger) consumed() error {
	name := p.probe.target.RoutingKey()
	q, err := p.probe.conn.Queue(name)
	switch {
	case err != nil:
		return exit.With(err, exit.Unreachable, "")
	case q == nil:
		return &exit.Error{Code: exit.Undeliverable, Err: fmt.Errorf("there is no queue %s: no such server has started", name),
			Advice: `"osloctl servers" lists what there is.`}
	case q.Consumers == 0:
		return &exit.Error{Code: exit.Undeliverable, Err: fmt.Errorf("nothing consumes queue %s, and %d messages wait in it: the server has stopped, or it stops now", name, q.Messages)}
	}
	return nil
}

// alive returns nil if err shows that a server has answered.
func alive(err error) error {
	var remote *oslo.RemoteError
	if errors.As(err, &remote) || errors.Is(err, oslo.ErrNoResult) {
		return nil
	}
	return err
}
