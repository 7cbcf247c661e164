package interop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// errCustom and notFoundError are the Go faces of two exceptions of the Python
// module demo_service.
var errCustom = errors.New("disk on fire")

type notFoundError struct {
	InstanceID string `json:"instance_id"`
}

func (e *notFoundError) Error() string {
	return fmt.Sprintf("Instance %s could not be found.", e.InstanceID)
}

var demoErrors = oslo.NewErrors(
	oslo.ErrorValue("demo_service.CustomError", errCustom).Expected(),
	oslo.ErrorType[*notFoundError]("demo_service.InstanceNotFound"),
)

// record is what a Go server or listener has received.
type record struct {
	mu      sync.Mutex
	entries []object
}

func (r *record) add(entry object) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.entries = append(r.entries, entry)
}

// of lists the entries for a method, or all.
func (r *record) of(method string) []object {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []object
	for _, e := range r.entries {
		if method == "" || e["method"] == method {
			out = append(out, e)
		}
	}
	return out
}

// demo is the twin of internal/pytest's Endpoint.
type demo struct {
	log   *record
	label string
}

// endpoints are those that internal/pytest's servers have by default.
func endpoints(log *record, label string) []oslo.Endpoint {
	return []oslo.Endpoint{
		{Name: "Demo", Version: "1.3", Errors: demoErrors, Methods: demo{log, label}.methods()},
		{
			Name: "Volumes", Version: "2.4", Namespace: "volumes", LegacyNamespaces: []string{"old-volumes"},
			Errors: demoErrors, Methods: demo{log, label + "-volumes"}.methods(),
		},
	}
}

func (d demo) methods() map[string]oslo.Func {
	return map[string]oslo.Func{
		"echo":    method(func(_ context.Context, a object) (any, error) { return a, nil }),
		"add":     method(d.add),
		"nothing": method(func(context.Context, struct{}) (any, error) { return nil, nil }),
		"which":   method(func(context.Context, struct{}) (any, error) { return d.label, nil }),
		"context": method(func(ctx context.Context, _ struct{}) (any, error) { return contextOf(oslo.RequestContextFrom(ctx)) }),
		"record":  method(d.record),
		"slow":    method(d.slow),
		"big": method(func(_ context.Context, a struct {
			Size int `json:"size"`
		}) (any, error) {
			return strings.Repeat("x", a.Size), nil
		}),
		"fail_builtin":   method(failing(&oslo.RemoteError{Module: "builtins", Class: "ValueError", Message: "('bad value', 42)", Args: []any{"bad value", 42}})),
		"fail_custom":    method(failing(errCustom)),
		"fail_expected":  method(failing(fmt.Errorf("known trouble: %w", errCustom))),
		"fail_not_found": method(func(_ context.Context, e notFoundError) (any, error) { return nil, &e }),
		"_hidden":        method(func(context.Context, struct{}) (any, error) { return "seen", nil }),
	}
}

// method makes a method of a function that takes its arguments as A.
func method[A any](f func(context.Context, A) (any, error)) oslo.Func {
	return func(ctx context.Context, in *oslo.Incoming) (any, error) {
		var args A
		if err := in.Decode(&args); err != nil {
			return nil, err
		}
		return f(ctx, args)
	}
}

func failing(err error) func(context.Context, struct{}) (any, error) {
	return func(context.Context, struct{}) (any, error) { return nil, err }
}

func (d demo) add(_ context.Context, args struct {
	A json.Number `json:"a"`
	B json.Number `json:"b"`
},
) (any, error) {
	a, errA := args.A.Int64()
	b, errB := args.B.Int64()
	return a + b, errors.Join(errA, errB)
}

func (d demo) slow(ctx context.Context, args struct {
	Seconds float64 `json:"seconds"`
},
) (any, error) {
	select {
	case <-time.After(time.Duration(args.Seconds * float64(time.Second))):
		return "done", nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (d demo) record(ctx context.Context, args object) (any, error) {
	rc, err := contextOf(oslo.RequestContextFrom(ctx))
	d.log.add(object{"method": "record", "context": rc, "args": args, "label": d.label})
	return nil, err
}

func contextOf(rc oslo.RequestContext) (object, error) {
	fields := object{}
	err := rc.Decode(&fields)
	return fields, err
}

// wrapSerializer is the twin of internal/pytest's WrapSerializer.
type wrapSerializer struct{}

func (wrapSerializer) SerializeEntity(_ context.Context, v any) (any, error) {
	return object{"wrapped": v}, nil
}

func (wrapSerializer) DeserializeEntity(_ context.Context, raw []byte) ([]byte, error) {
	var v struct{ Wrapped json.RawMessage }
	err := json.Unmarshal(raw, &v)
	return v.Wrapped, err
}

func (wrapSerializer) SerializeContext(_ context.Context, rc oslo.RequestContext) (oslo.RequestContext, error) {
	fields, err := contextOf(rc)
	if err != nil {
		return rc, err
	}
	fields["serialized_by"] = "wrap"
	return oslo.NewRequestContext(fields)
}

func (wrapSerializer) DeserializeContext(_ context.Context, rc oslo.RequestContext) (oslo.RequestContext, error) {
	fields, err := contextOf(rc)
	if err != nil {
		return rc, err
	}
	delete(fields, "serialized_by")
	return oslo.NewRequestContext(fields)
}
