// Package rpc has the commands that send RPC requests: call, cast, fanout and ping.
package rpc

import (
	"context"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// request are the flags and arguments of a request.
type request struct {
	Method    string   `arg:"" name:"METHOD" help:"The method's name on the wire. With --api its name in Go will do."`
	Arguments []string `arg:"" optional:"" name:"ARGUMENT" help:"key=text, key:=json, @file with a JSON object, or - for one on standard input."`

	API       []string `name:"api" placeholder:"PACKAGE" sep:"none" help:"Check the request against the annotated interfaces of a Go package, such as ./api. May be repeated. The go command loads it, from the current directory."`
	Namespace string   `placeholder:"NAME" help:"The namespace of the server. Defaults to none, or to that of --api."`
	Version   string   `name:"version" placeholder:"X.Y" help:"The version of the interface that the message asks for. Defaults to none, which means 1.0. With --api the lowest that has what is given, and here a release will do, such as zed."`
	Exchange  string   `placeholder:"NAME" help:"The exchange of the topic. Defaults to control_exchange, which is openstack where no file sets it."`
	Context   []string `placeholder:"FIELD" sep:"none" help:"A field of the request context, written as an argument. May be repeated."`
	Mandatory bool     `negatable:"" default:"true" help:"Fail at once if no queue takes the message. With --no-mandatory a call waits for a server until its timeout, and the broker drops a cast or fanout."`
	Load      load     `embed:""`
}

// options are those of the client.
func (r *request) options() []oslo.ClientOption {
	if r.Mandatory {
		return []oslo.ClientOption{oslo.WithMandatory()}
	}
	return nil
}

// shot is a request that is ready to be sent, any number of times.
type shot struct {
	client *oslo.Client
	method *oslo.Method
	args   map[string]any
	probe  *probe
	ctx    func(context.Context) context.Context
	close  func()
}

// prepare connects, and makes sure that the request's queue and exchange exist.
// The caller calls close.
func (r *request) prepare(ctx context.Context, s *session.Session, p *plan, target oslo.Target, opts ...oslo.ClientOption) (*shot, error) {
	contextFields, err := fields(r.Context, s.Stdin, plain)
	if err != nil {
		return nil, err
	}
	rc, err := oslo.NewRequestContext(contextFields)
	if err != nil {
		return nil, exit.With(err, exit.Usage, "")
	}
	target.Namespace, target.Version = p.namespace, p.version
	client, probe, end, err := dial(ctx, s, target, p.exchange, opts...)
	if err != nil {
		return nil, err
	}
	probe.lowest = p.lowest
	with := func(ctx context.Context) context.Context { return oslo.WithRequestContext(ctx, rc) }
	return &shot{client, &oslo.Method{Name: p.method}, p.args, probe, with, end}, nil
}

// dial makes a client of a target whose exchange is there. The caller calls end.
func dial(ctx context.Context, s *session.Session, target oslo.Target, exchange string, opts ...oslo.ClientOption) (client *oslo.Client, p *probe, end func(), err error) {
	bus, err := s.Bus()
	if err != nil {
		return nil, nil, nil, err
	}
	target.Exchange = bus.Exchange(exchange)
	if p, err = newProbe(ctx, bus, target); err != nil {
		return nil, nil, nil, err
	}
	tr, err := bus.Open(ctx)
	if err != nil {
		p.close()
		return nil, nil, nil, err
	}
	end = func() {
		tr.Close()
		p.close()
	}
	opts = append([]oslo.ClientOption{oslo.WithRetry(0)}, opts...)
	return oslo.NewClient(tr, target, opts...), p, end, nil
}

// timeout returns the option that sets a timeout, none for 0.
func timeout(d time.Duration) []oslo.ClientOption {
	if d <= 0 {
		return nil
	}
	return []oslo.ClientOption{oslo.WithTimeout(d)}
}

// expiry describes the fate of the reply queue when the program is killed.
const expiry = "A reply queue that is left behind, because osloctl was killed, expires after 60 s."
