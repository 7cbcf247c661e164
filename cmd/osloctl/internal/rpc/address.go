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
	Method    string   `arg:"" placeholder:"METHOD" help:"The method's name on the wire."`
	Arguments []string `arg:"" optional:"" placeholder:"ARGUMENT" help:"key=text, key:=json, @file with a JSON object, or - for one on standard input."`

	Namespace string   `placeholder:"NAME" help:"The interface of the server. Defaults to none."`
	Version   string   `name:"version" placeholder:"X.Y" help:"The version of the interface that the message asks for. Defaults to none, which means 1.0."`
	Exchange  string   `placeholder:"NAME" help:"The exchange of the topic. Defaults to control_exchange, which is openstack where no file sets it."`
	Context   []string `placeholder:"FIELD" sep:"none" help:"A field of the request context, written as an argument. May be repeated."`
	Load      load     `embed:""`
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
func (r *request) prepare(ctx context.Context, s *session.Session, target oslo.Target, opts ...oslo.ClientOption) (*shot, error) {
	args, err := fields(r.Arguments, s.Stdin)
	if err != nil {
		return nil, err
	}
	contextFields, err := fields(r.Context, s.Stdin)
	if err != nil {
		return nil, err
	}
	rc, err := oslo.NewRequestContext(contextFields)
	if err != nil {
		return nil, exit.With(err, exit.Usage, "")
	}
	target.Namespace, target.Version = r.Namespace, r.Version
	client, p, end, err := dial(ctx, s, target, r.Exchange, opts...)
	if err != nil {
		return nil, err
	}
	with := func(ctx context.Context) context.Context { return oslo.WithRequestContext(ctx, rc) }
	return &shot{client, &oslo.Method{Name: r.Method}, args, p, with, end}, nil
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
