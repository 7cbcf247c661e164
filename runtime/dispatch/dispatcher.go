// Package dispatch finds the method for a request by namespace, version and
// name, in a table that is complete before the server starts. It uses no
// reflection, so a request can only reach registered methods.
//
// Generated code registers its endpoints here. Use the package yourself to
// answer pings ([WithPing]), to change the access policy ([WithAccess]) or to
// register hand-written endpoints ([Register]).
package dispatch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/rpcversion"
)

// Dispatcher is the handler of a server. It holds endpoints in the order of
// registration. Add all endpoints before the server starts. Handle may be
// called concurrently. oslo.messaging's name is
// oslo_messaging.rpc.dispatcher.RPCDispatcher.
type Dispatcher struct {
	access   Access
	ping     bool
	anyTopic bool
	err      error        // of an option, for Add and Register
	server   *oslo.Server // the server of the endpoints, or nil before the first

	mu        sync.Mutex // guards endpoints until serving is set
	endpoints []endpoint
	serving   atomic.Bool // whether it has handled a request
}

var _ oslo.Handler = (*Dispatcher)(nil)

// endpoint is an oslo.Endpoint with its version parsed.
type endpoint struct {
	oslo.Endpoint
	version    rpcversion.Version
	namespaces []string
}

// Option changes a dispatcher.
type Option func(*Dispatcher)

// AnyTopic lets the server's topic differ from its interfaces' topics. Its
// clients then need [oslo.WithTarget].
func AnyTopic() Option { return func(d *Dispatcher) { d.anyTopic = true } }

// New makes a dispatcher. Without options it refuses private names and answers
// no pings.
func New(opts ...Option) *Dispatcher {
	d := &Dispatcher{access: DefaultAccess}
	for _, opt := range opts {
		if opt == nil {
			d.err = errors.New("an option of the dispatcher is nil")
			continue
		}
		opt(d)
	}
	if d.access == nil {
		d.err = errors.New("WithAccess: the policy is nil")
	}
	return d
}

// Register adds e to the server's dispatcher. Call it before the server starts.
// Start returns its errors. It panics while the server runs. Of several endpoints
// that match a request, the one that was registered first runs it, if it has the
// method.
func Register(srv *oslo.Server, e oslo.Endpoint) {
	srv.Register(e, func(h oslo.Handler) (oslo.Handler, error) {
		if h == nil {
			h = New()
		}
		d, ok := h.(*Dispatcher)
		if !ok {
			return nil, fmt.Errorf("the server's handler is a %T, not a *dispatch.Dispatcher", h)
		}
		if d.server != nil && d.server != srv {
			return nil, errors.New("the dispatcher has the endpoints of another server: make one for each, or use oslo.WithNewHandler")
		}
		d.server = srv
		topic := srv.Target().Topic
		if len(e.Topics) > 0 && !slices.Contains(e.Topics, topic) && !d.anyTopic {
			return nil, fmt.Errorf("its clients send to topic %s, and the server's is %q: "+
				"change one, or use dispatch.AnyTopic", strings.Join(e.Topics, " or "), topic)
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.serving.Store(false) // the server does not run
		return d, d.add(e)
	})
}

// Add appends an endpoint. Call it before the server starts. Once the dispatcher
// has handled a request, Add returns an error. If several endpoints match a
// request, the first that has its method runs it.
//
// It refuses a method that could never run, because an earlier endpoint has it
// with the same namespace and a version at least as high.
func (d *Dispatcher) Add(e oslo.Endpoint) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.serving.Load() {
		return fmt.Errorf("add endpoint %s: the dispatcher serves requests already; add endpoints before the server starts", e.Name)
	}
	if err := d.add(e); err != nil {
		return fmt.Errorf("add endpoint %s: %w", e.Name, err)
	}
	return nil
}

// add appends an endpoint. The caller holds mu.
func (d *Dispatcher) add(e oslo.Endpoint) error {
	if d.err != nil {
		return d.err
	}
	v, err := rpcversion.Parse(cmp.Or(e.Version, defaultVersion))
	if err != nil {
		return err
	}
	added := endpoint{e, v, append([]string{e.Namespace}, e.LegacyNamespaces...)}
	for _, name := range slices.Sorted(maps.Keys(e.Methods)) {
		if e.Methods[name] == nil {
			return fmt.Errorf("method %s is nil", name)
		}
		for i := range d.endpoints {
			if first := &d.endpoints[i]; first.hides(&added, name) {
				return fmt.Errorf("method %s would never run: endpoint %s, registered before, has it in version %s: "+
					"register an interface once, or give one of them a namespace", name, first.Name, first.version)
			}
		}
	}
	d.endpoints = append(d.endpoints, added)
	return nil
}

// hides reports whether an endpoint takes every request for the method of a
// later one.
func (e *endpoint) hides(later *endpoint, method string) bool {
	_, has := e.Methods[method]
	return has && e.version.Serves(later.version) &&
		!slices.ContainsFunc(later.namespaces, func(n string) bool { return !slices.Contains(e.namespaces, n) })
}

// Handle runs the method of a request. Its own errors are
// *oslo.NoSuchMethodError, *oslo.UnsupportedVersionError, and the request's
// Defect at the point where Python finds it.
func (d *Dispatcher) Handle(ctx context.Context, in *oslo.Incoming) (any, error) {
	if !d.serving.Load() {
		d.seal()
	}
	e, f, err := d.find(in)
	if err != nil {
		return nil, err
	}
	return e.Run(ctx, in, f)
}

// seal ends the time of Add, so that the endpoints need no lock.
func (d *Dispatcher) seal() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.serving.Store(true)
}

func (d *Dispatcher) find(in *oslo.Incoming) (*endpoint, oslo.Func, error) {
	asked, bad := askedVersion(in)
	matched := false
	for i := range d.endpoints {
		f, ok, err := d.endpoints[i].find(in, asked, bad, d.access)
		if f != nil || err != nil {
			return &d.endpoints[i], f, err
		}
		matched = matched || ok
	}
	if d.ping {
		f, ok, err := pingEndpoint.find(in, asked, bad, LegacyAccess)
		if f != nil || err != nil {
			return &pingEndpoint, f, err
		}
		matched = matched || ok
	}
	if matched {
		return nil, nil, &oslo.NoSuchMethodError{Method: in.Method}
	}
	return nil, nil, &oslo.UnsupportedVersionError{Version: cmp.Or(in.Version, defaultVersion), Method: in.Method}
}

// defaultVersion is the version of requests and endpoints without one.
const defaultVersion = "1.0"

// askedVersion reads the version of the request. bad is oslo.messaging's answer
// to an unreadable one.
func askedVersion(in *oslo.Incoming) (asked rpcversion.Version, bad error) {
	if err := in.Defect("version"); err != nil {
		return asked, err
	}
	asked, err := rpcversion.Parse(cmp.Or(in.Version, defaultVersion))
	if err == nil {
		return asked, nil
	}
	class := "ValueError"
	if !strings.Contains(in.Version, ".") {
		class = "IndexError"
	}
	return asked, &oslo.RemoteError{Module: "builtins", Class: class, Message: err.Error(), Args: []any{err.Error()}}
}

// find looks for the method in the endpoint. matched reports whether the
// endpoint has the request's namespace and version.
func (e *endpoint) find(in *oslo.Incoming, asked rpcversion.Version, bad error, access Access) (f oslo.Func, matched bool, err error) {
	switch {
	case !e.accepts(in):
		return nil, false, nil
	case bad != nil:
		return nil, false, bad
	case !e.version.Serves(asked):
		return nil, false, nil
	}
	if err := in.Defect("method"); err != nil {
		return nil, true, err
	}
	f, ok := e.Methods[in.Method]
	if !ok || !access(e.Endpoint, in.Method) {
		return nil, true, nil
	}
	return f, true, nil
}

// accepts reports whether the endpoint has the request's namespace. A missing
// namespace is the null namespace. An empty one matches nothing.
func (e *endpoint) accepts(in *oslo.Incoming) bool {
	return (in.Namespace != "" || !in.HasNamespace) && slices.Contains(e.namespaces, in.Namespace)
}
