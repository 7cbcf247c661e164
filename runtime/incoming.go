package oslo

import (
	"context"
	"errors"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// methodContext is the ctx of one method: it carries the request and the
// request's context in one allocation.
type methodContext struct {
	context.Context //nolint:containedctx // it is a context

	in *Incoming
}

type incomingKey struct{}

// Value implements context.Context.
func (c *methodContext) Value(key any) any {
	switch key.(type) {
	case incomingKey:
		return c.in
	case requestContextKey:
		return c.in.Context
	default:
		return c.Context.Value(key)
	}
}

// detached is a methodContext that does not end with the drain: the answer is sent
// all the same. It costs no allocation.
type detached struct{ *methodContext }

// Deadline implements context.Context.
func (detached) Deadline() (deadline time.Time, ok bool) { return deadline, false }

// Done implements context.Context.
func (detached) Done() <-chan struct{} { return nil }

// Err implements context.Context.
func (detached) Err() error { return nil }

// IncomingFrom returns the request whose method ctx was given to, or nil.
func IncomingFrom(ctx context.Context) *Incoming {
	in, _ := ctx.Value(incomingKey{}).(*Incoming)
	return in
}

// Decode reads the arguments into args, a pointer to a struct or a map. An
// argument that is missing, that the struct does not have, or that does not fit
// its type is an *ArgumentError. The Answer to a Defect is a *RemoteError.
func (in *Incoming) Decode(args any) error { return in.decode(args, nil) }

// decode is Decode by a method's rules.
func (in *Incoming) decode(args any, rules *wire.Rules) error {
	if in.Defect != nil { // a Handler that did not look
		return in.Defect.Answer
	}
	raw, err := deserializeArgs(in.ctx, in.serializer, in.Args)
	if err != nil {
		return err
	}
	err = wire.UnmarshalArgs(raw, args, rules)
	if err == nil {
		return nil
	}
	e := &ArgumentError{Method: in.Method}
	if bad := (*wire.ArgumentError)(nil); errors.As(err, &bad) {
		e.Missing, e.Unexpected = bad.Missing, bad.Unexpected
	}
	if e.Missing == "" && e.Unexpected == "" {
		e.Err = err
	}
	return e
}

// Expected reports whether the method's error err is an ordinary answer, as its
// interface declares with "expected" (expected_exceptions). It can tell once the
// method was found, so an interceptor asks it after next.
func (in *Incoming) Expected(err error) bool {
	entry, ok := in.errors.find(err)
	return ok && entry.expected
}

// UseErrors says that the method was found, and sets the table that turns its error
// into an exception. The dispatcher calls it with the endpoint's table. A Handler of
// another kind calls it too, with nil if it has none.
func (in *Incoming) UseErrors(table *Errors) { in.errors, in.found = table, true }

// Found reports whether the server has the method. It can tell once the dispatcher,
// which comes after all interceptors, has looked. If an interceptor answered in its
// place, a peer may have made Method up, and it is not fit for the label of a metric.
func (in *Incoming) Found() bool { return in.found }
