// Package dispatch finds the method a request asks for: by namespace, version and
// name, in a table that was filled in before the server started. Nothing is
// looked up by reflection, so nothing can be called that was not registered.
package dispatch

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Dispatcher is the handler of a server: its endpoints in the order they were
// added. Add everything before the server starts; Handle may then be called
// concurrently. Source: oslo_messaging.rpc.dispatcher.RPCDispatcher.
type Dispatcher struct {
	access    Access
	ping      bool
	anyTopic  bool
	endpoints []endpoint
}

var _ oslo.Handler = (*Dispatcher)(nil)

// endpoint is an oslo.Endpoint with everything resolved that can be.
type endpoint struct {
	oslo.Endpoint
	version    oslo.Version
	namespaces []string
}

// Option changes a dispatcher.
type Option func(*Dispatcher)

// AnyTopic lets the server's topic differ from those of its interfaces, as where the
// clients are told another by [oslo.WithTarget].
func AnyTopic() Option { return func(d *Dispatcher) { d.anyTopic = true } }

// New makes a dispatcher; without options private names are refused and there is
// no ping.
func New(opts ...Option) *Dispatcher {
	d := &Dispatcher{access: DefaultAccess}
	for _, opt := range opts {
		opt(d)
	}
	return d
}

// Register adds e to the server's dispatcher. A mistake is returned by the
// server's Start.
func Register(srv *oslo.Server, e oslo.Endpoint) {
	h := srv.HandlerOr(func() oslo.Handler { return New() })
	d, ok := h.(*Dispatcher)
	if !ok {
		srv.Fail(fmt.Errorf("register %s: the server's handler is a %T, not a *dispatch.Dispatcher", e.Name, h))
		return
	}
	if topic := srv.Target().Topic; len(e.Topics) > 0 && !slices.Contains(e.Topics, topic) && !d.anyTopic {
		srv.Fail(fmt.Errorf("register %s: its clients send to topic %s, and the server's is %q: "+
			"change one, or use dispatch.AnyTopic", e.Name, strings.Join(e.Topics, " or "), topic))
	}
	srv.UseExchange(e.Exchange)
	if err := d.Add(e); err != nil {
		srv.Fail(err)
	}
}

// Add appends an endpoint, before the server starts and by one goroutine at a time. Of
// several that match a request, the first that has its method runs it.
func (d *Dispatcher) Add(e oslo.Endpoint) error {
	v, err := oslo.ParseVersion(cmp.Or(e.Version, defaultVersion))
	if err != nil {
		return fmt.Errorf("register %s: %w", e.Name, err)
	}
	d.endpoints = append(d.endpoints, endpoint{e, v, append([]string{e.Namespace}, e.LegacyNamespaces...)})
	return nil
}

// Handle runs the method that in asks for. Errors of its own are
// *oslo.NoSuchMethodError, *oslo.UnsupportedVersionError, and the Answer to in's
// Defect where Python comes upon that.
func (d *Dispatcher) Handle(ctx context.Context, in *oslo.Incoming) (any, error) {
	f, err := d.find(in)
	if err != nil {
		return nil, err
	}
	return f(ctx, in)
}

func (d *Dispatcher) find(in *oslo.Incoming) (oslo.Func, error) {
	asked, bad := askedVersion(in)
	served := false
	for i := range d.endpoints {
		f, ok, err := d.endpoints[i].find(in, asked, bad, d.access)
		if f != nil || err != nil {
			return f, err
		}
		served = served || ok
	}
	if d.ping {
		f, ok, err := pingEndpoint.find(in, asked, bad, LegacyAccess)
		if f != nil || err != nil {
			return f, err
		}
		served = served || ok
	}
	if served {
		return nil, &oslo.NoSuchMethodError{Method: in.Method}
	}
	return nil, &oslo.UnsupportedVersionError{Version: cmp.Or(in.Version, defaultVersion), Method: in.Method}
}

// defaultVersion is the version of requests and endpoints that name none.
const defaultVersion = "1.0"

// askedVersion reads the version of the request. bad is what oslo.messaging
// answers to one that it can't read.
func askedVersion(in *oslo.Incoming) (asked oslo.Version, bad error) {
	if err := defect(in, oslo.DefectInVersion); err != nil {
		return asked, err
	}
	asked, err := oslo.ParseVersion(cmp.Or(in.Version, defaultVersion))
	if err == nil {
		return asked, nil
	}
	class := "ValueError"
	if !strings.Contains(in.Version, ".") {
		class = "IndexError"
	}
	return asked, &oslo.RemoteError{Module: "builtins", Class: class, Message: err.Error(), Args: []any{err.Error()}}
}

// defect is the answer to what is wrong with a field, nil if that is sound.
func defect(in *oslo.Incoming, field oslo.DefectField) error {
	if in.Defect == nil || in.Defect.Field != field {
		return nil
	}
	return in.Defect.Answer
}

// find looks for the method in the endpoint. served says that it has the request's
// namespace and version.
func (e *endpoint) find(in *oslo.Incoming, asked oslo.Version, bad error, access Access) (f oslo.Func, served bool, err error) {
	switch {
	case !e.accepts(in):
		return nil, false, nil
	case bad != nil:
		return nil, false, bad
	case !e.version.Serves(asked):
		return nil, false, nil
	}
	if err := defect(in, oslo.DefectInMethod); err != nil {
		return nil, true, err
	}
	f, ok := e.Methods[in.Method]
	if !ok || !access(e.Endpoint, in.Method) {
		return nil, true, nil
	}
	in.UseErrors(e.Errors)
	if err := defect(in, oslo.DefectInArgs); err != nil {
		return nil, true, err
	}
	return f, true, nil
}

// accepts reports whether the endpoint answers to the request's namespace. The
// null namespace is one that is absent; an empty one matches nothing.
func (e *endpoint) accepts(in *oslo.Incoming) bool {
	return (in.Namespace != "" || !in.HasNamespace) && slices.Contains(e.namespaces, in.Namespace)
}
