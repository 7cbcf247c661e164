package rpc

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// series pings until it is told to stop, and sums up.
func (p *Ping) series(ctx context.Context, s *session.Session, pinger *pinger) error {
	sum := &summary{Target: p.Target}
	ticker := time.NewTicker(cmp.Or(p.Every, time.Second))
	defer ticker.Stop()
	for seq := 1; ctx.Err() == nil && (p.Count == 0 || seq <= p.Count); seq++ {
		if seq > 1 && !proceed(ctx, ticker.C) {
			break
		}
		a := pinger.ping(ctx, seq)
		if ctx.Err() != nil {
			break // an answer that was not waited for
		}
		sum.add(a)
		if err := p.print(s, a, a.text); err != nil {
			return err
		}
	}
	if err := p.print(s, sum, sum.text); err != nil {
		return err
	}
	return sum.verdict()
}

// print prints unless the command is a probe.
func (p *Ping) print(s *session.Session, doc any, text func(io.Writer)) error {
	if p.Probe {
		return nil
	}
	return s.Printer.Print(doc, text)
}

// all pings each server of a topic once.
func (p *Ping) all(ctx context.Context, s *session.Session) error {
	bus, err := s.Bus()
	if err != nil {
		return err
	}
	api, err := mgmt.Find(ctx, bus)
	if err != nil {
		return exit.With(err, exit.Found, "--all needs the management API to know the servers. Give --management-url, or ping each server by TOPIC.SERVER.")
	}
	queues, err := api.Queues(ctx)
	if err != nil {
		return err
	}
	servers := survey.ServersOf(p.Target, queues)
	if len(servers) == 0 {
		return &exit.Error{Code: exit.Undeliverable, Err: fmt.Errorf("topic %s has no server", p.Target), Advice: `"osloctl servers" lists what there is.`}
	}
	return p.each(ctx, s, servers)
}

// each pings the servers one after the other over one connection.
func (p *Ping) each(ctx context.Context, s *session.Session, servers []string) error {
	target := oslo.Target{Topic: p.Target}
	client, probe, end, err := dial(ctx, s, target, p.Exchange, oslo.WithTimeout(p.Timeout), oslo.WithMandatory())
	if err != nil {
		return err
	}
	defer end()
	sum := &summary{Target: p.Target}
	var answers []answer
	for i, server := range servers {
		one := *probe
		one.target.Server = server
		a := (&pinger{client.On(server), &one}).ping(ctx, i+1)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		sum.add(a)
		answers = append(answers, a)
		if s.Printer.Text() {
			if err := p.print(s, a, a.text); err != nil {
				return err
			}
		}
	}
	if !s.Printer.Text() && !p.Probe {
		if err := output.PrintList(s.Printer, answers, nil); err != nil {
			return err
		}
	}
	return sum.verdict()
}
