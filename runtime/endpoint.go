package oslo

import (
	"context"
)

// Func is one method of a server: it reads the arguments, runs the
// implementation and returns its result.
type Func func(ctx context.Context, in *Incoming) (any, error)

// Adapt makes the Func of a method from a function that takes the arguments as
// a struct, whose json tags name them. It reads them by the rules of m.
func Adapt[A any](m *Method, run func(ctx context.Context, in *Incoming, args *A) (any, error)) Func {
	return func(ctx context.Context, in *Incoming) (any, error) {
		args := new(A)
		rules, err := m.rulesOf(args)
		if err == nil {
			err = in.decode(args, rules)
		}
		if err != nil {
			return nil, err
		}
		return run(ctx, in, args)
	}
}

// AdaptAt is [Adapt] for an endpoint of one version of an interface that has had
// others. Arguments that are newer than the oldest client may be missing, and
// arguments that have gone are ignored.
func AdaptAt[A any](version string, m *Method, run func(ctx context.Context, in *Incoming, args *A) (any, error)) Func {
	at, err := m.acceptance(version)
	if err != nil {
		return func(context.Context, *Incoming) (any, error) { return nil, err }
	}
	return Adapt(at, run)
}

// CallOrCast makes the Func of a method with two implementations: one answers calls
// and the other runs casts.
func CallOrCast(call, cast Func) Func {
	return func(ctx context.Context, in *Incoming) (any, error) {
		if in.replier != nil {
			return call(ctx, in)
		}
		return cast(ctx, in)
	}
}

// Endpoint is one interface at one version, as a server serves it. Generated
// code fills it in.
type Endpoint struct {
	// Name is the Go interface's name, for errors and logs.
	Name string
	// Exchange is the exchange that its clients send to. Empty means the control
	// exchange. A server whose target names no exchange takes this one.
	Exchange string
	// Topics are the topics that its clients send to. A server of another topic
	// does not start. An empty list allows any topic.
	Topics []string
	// Namespace is the namespace of its requests. Empty is the null namespace.
	Namespace string
	// LegacyNamespaces are further namespaces of its requests. "" among them is the
	// null namespace.
	LegacyNamespaces []string
	// Version is the implemented version, "1.0" when empty.
	Version string
	// Methods has every method by its name on the wire. Nothing else can be called.
	Methods map[string]Func
	// Errors maps Go errors to the exceptions that travel.
	Errors *Errors
}

// Run runs the method f of e for the request in. The errors of f become the
// exceptions that e declares. Package dispatch calls it when it has found the method.
func (e Endpoint) Run(ctx context.Context, in *Incoming, f Func) (any, error) {
	in.errors, in.found = e.Errors, true
	if err := in.Defect("args"); err != nil {
		return nil, err
	}
	return f(ctx, in)
}

// Handler answers requests. It finds the method of a request and runs it with
// [Endpoint.Run], or returns the request's Defect. It is called concurrently. Package
// dispatch has the handler that servers use.
type Handler interface {
	Handle(ctx context.Context, in *Incoming) (any, error)
}
