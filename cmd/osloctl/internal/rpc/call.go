package rpc

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Call runs a method and prints its result.
type Call struct {
	Target  string        `arg:"" name:"TOPIC[.SERVER]" help:"The topic, for any of its servers, or one server of it."`
	Request request       `embed:""`
	Timeout time.Duration `help:"How long to wait for the answer. Defaults to that of the interface, and without one to rpc_response_timeout, which is 60s where no file sets it."`
	Monitor time.Duration `placeholder:"DURATION" help:"Fail when the server sends no heartbeat for so long, at least 2s (call_monitor_timeout). Defaults to none."`
}

// Help has the examples.
func (*Call) Help() string {
	return `Runs a method on one server and prints what it returns. A remote exception is printed with its class and message, and with -v its traceback.

` + argumentHelp + `

` + apiHelp + `

Examples:

  osloctl call compute add a:=2 b:=40
  osloctl call compute.cmp-1 echo name=vm-1 count:=3 tags:='["a","b"]'
  osloctl call compute echo @args.json --context request_id=req-1 --timeout 10s
  osloctl call compute which --namespace volumes --version 2.0
  osloctl call compute add a:=2 b:=40 --count 100 --parallel 4
  osloctl call compute add a=2 b=40 --api ./api

` + expiry
}

// Run calls the method once, or as often as the load flags say.
func (c *Call) Run(ctx context.Context, s *session.Session) error {
	p, err := c.Request.plan(s, "call", c.Target)
	if err != nil {
		return err
	}
	opts := append(c.Request.options(), timeout(cmp.Or(c.Timeout, p.timeout))...)
	if monitor := cmp.Or(c.Monitor, p.monitor); monitor > 0 {
		opts = append(opts, oslo.WithMonitor(monitor))
	}
	shot, err := c.Request.prepare(ctx, s, p, oslo.Target{Topic: c.Target}, opts...)
	if err != nil {
		return err
	}
	defer shot.close()
	if c.Request.Load.on() {
		return c.Request.Load.run(ctx, s, func(ctx context.Context) error { _, err := shot.call(ctx); return err }, shot.probe)
	}
	result, err := shot.call(ctx)
	if err != nil {
		if s.Verbose {
			s.Note("%s", strings.Join(traceback(err), ""))
		}
		return shot.probe.explain(err)
	}
	return s.Printer.Print(output.Document(result), output.Text(result))
}

func (s *shot) call(ctx context.Context) (json.RawMessage, error) {
	var result json.RawMessage
	err := s.client.Call(s.ctx(ctx), s.method, s.args, &result)
	return result, err
}
