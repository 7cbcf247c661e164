// Package dispatch finds the method a request asks for: by namespace, version and
// name, in a table that was filled in before the server started. Nothing is
// looked up by reflection, so nothing can be called that was not registered.
package dispatch

import (
	"context"
	"fmt"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Dispatcher is the handler of a server: its endpoints in the order they were
// added. Add everything before the server starts; Handle may then be called
// concurrently. Source: oslo_messaging.rpc.dispatcher.RPCDispatcher.
type Dispatcher struct {
	access    Access
	ping      bool
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
	srv.UseExchange(e.Exchange)
	if err := d.Add(e); err != nil {
		srv.Fail(err)
	}
}

// Add appends an endpoint. Of several that match a request, the first that has
// its method runs it.
func (d *Dispatcher) Add(e oslo.Endpoint) error {
	v := oslo.Version{Major: 1}
	if e.Version != "" {
		var err error
		if v, err = oslo.ParseVersion(e.Version); err != nil {
			return fmt.Errorf("register %s: %w", e.Name, err)
		}
	}
	d.endpoints = append(d.endpoints, endpoint{e, v, append([]string{e.Namespace}, e.LegacyNamespaces...)})
	return nil
}

// Handle runs the method that in asks for. Errors of its own are
// *oslo.NoSuchMethodError and *oslo.UnsupportedVersionError.
func (d *Dispatcher) Handle(ctx context.Context, in *oslo.Incoming) (any, error) {
	f, err := d.find(in)
	if err != nil {
		return nil, err
	}
	return f(ctx, in)
}

func (d *Dispatcher) find(in *oslo.Incoming) (oslo.Func, error) {
	asked := oslo.Version{Major: 1}
	if in.Version != "" {
		var err error
		if asked, err = oslo.ParseVersion(in.Version); err != nil {
			return nil, unreadable(in.Version, err)
		}
	}
	served := false
	for i := range d.endpoints {
		e := &d.endpoints[i]
		if !e.accepts(in) || !e.version.Serves(asked) {
			continue
		}
		served = true
		if f, ok := e.Methods[in.Method]; ok && d.access(e.Endpoint, in.Method) {
			in.UseErrors(e.Errors)
			return f, nil
		}
	}
	if d.ping && !in.HasNamespace && pingVersion.Serves(asked) {
		served = true
		if in.Method == PingMethod {
			return pong, nil
		}
	}
	if served {
		return nil, &oslo.NoSuchMethodError{Method: in.Method}
	}
	return nil, &oslo.UnsupportedVersionError{Version: versionText(in), Method: in.Method}
}

// unreadable is what oslo.messaging answers to a version that is none.
func unreadable(version string, err error) error {
	class := "ValueError"
	if !strings.Contains(version, ".") {
		class = "IndexError"
	}
	return &oslo.RemoteError{Module: "builtins", Class: class, Message: err.Error(), Args: []any{err.Error()}}
}

// accepts reports whether the endpoint answers to the request's namespace. The
// null namespace is one that is absent; an empty one matches nothing.
func (e *endpoint) accepts(in *oslo.Incoming) bool {
	if in.HasNamespace && in.Namespace == "" {
		return false
	}
	for _, ns := range e.namespaces {
		if ns == in.Namespace {
			return true
		}
	}
	return false
}

func versionText(in *oslo.Incoming) string {
	if in.Version == "" {
		return "1.0"
	}
	return in.Version
}
