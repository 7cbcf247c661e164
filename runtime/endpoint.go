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
// others: arguments that are newer than the oldest client may be missing, and those
// that have gone are ignored.
func AdaptAt[A any](version string, m *Method, run func(ctx context.Context, in *Incoming, args *A) (any, error)) Func {
	at, err := m.acceptance(version)
	if err != nil {
		return func(context.Context, *Incoming) (any, error) { return nil, err }
	}
	return Adapt(at, run)
}

// CallOrCast makes the Func of a method of which one implementation answers calls,
// and another runs casts.
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
	// Exchange is the one its clients send to, if that is not the control exchange:
	// a server whose target names none serves it.
	Exchange string
	// Topics are the topics that its clients send to. A server of another topic
	// does not start. None allows any topic.
	Topics []string
	// Namespace is the namespace of its requests. Empty is the null namespace.
	Namespace string
	// LegacyNamespaces are accepted too. "" among them is the null namespace.
	LegacyNamespaces []string
	// Version is the implemented version, "1.0" when empty.
	Version string
	// Methods is the whole table, by wire name. Nothing else can be called.
	Methods map[string]Func
	// Errors maps Go errors to the exceptions that travel.
	Errors *Errors
}

// Run runs f, which is a method of e, for in: its errors become the exceptions that e
// declares. Package dispatch calls it when it has found the method.
func (e Endpoint) Run(ctx context.Context, in *Incoming, f Func) (any, error) {
	in.errors, in.found = e.Errors, true
	if err := in.Defect("args"); err != nil {
		return nil, err
	}
	return f(ctx, in)
}

// Handler finds and runs the method a request asks for by [Endpoint.Run], or returns
// the request's Defect. Package dispatch has the one servers use. A Handler runs concurrently.
type Handler interface {
	Handle(ctx context.Context, in *Incoming) (any, error)
}
