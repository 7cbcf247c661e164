// Package rpc has the commands that send requests: call, cast, fanout and ping.
package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// pingMethod is what servers answer with rpc_ping_enabled. Others refuse it, which
// shows as well that they are alive.
const pingMethod = "oslo_rpc_server_ping"

// Ping checks whether a server answers.
type Ping struct {
	Target   string        `arg:"" placeholder:"TOPIC[.SERVER]" help:"The topic, for any of its servers, or one server of it."`
	Exchange string        `placeholder:"NAME" help:"The exchange of the topic. Defaults to control_exchange, which is openstack where no file sets it."`
	Timeout  time.Duration `default:"5s" help:"How long to wait for an answer."`
}

// Run pings once.
func (p *Ping) Run(ctx context.Context, s *session.Session) error {
	tr, bus, err := s.Open(ctx)
	if err != nil {
		return err
	}
	defer tr.Close()
	client := oslo.NewClient(tr, oslo.Target{Topic: p.Target, Exchange: bus.Exchange(p.Exchange)}, oslo.WithTimeout(p.Timeout), oslo.WithMandatory(), oslo.WithRetry(0))
	begin := time.Now()
	if err := alive(client.Call(ctx, &oslo.Method{Name: pingMethod}, nil, nil)); err != nil {
		return exit.With(err, exit.Of(err), "")
	}
	result := struct {
		Target  string  `json:"target"`
		Seconds float64 `json:"seconds"`
	}{p.Target, time.Since(begin).Seconds()}
	return s.Printer.Print(result, func(w io.Writer) { fmt.Fprintf(w, "%s answers, in %.1f ms\n", p.Target, result.Seconds*1000) })
}

// alive returns nil if err shows that a server has answered.
func alive(err error) error {
	var remote *oslo.RemoteError
	if errors.As(err, &remote) || errors.Is(err, oslo.ErrNoResult) {
		return nil
	}
	return err
}
