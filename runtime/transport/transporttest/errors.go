package transporttest

import (
	"context"
	"errors"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

var errDiskFull = errors.New("disk full")

// quotaError is a declared error with data.
type quotaError struct {
	Resource string `json:"resource"`
	Limit    int    `json:"limit"`
}

func (e *quotaError) Error() string { return "over quota: " + e.Resource }

var declared = oslo.NewErrors(
	oslo.ErrorValue("nova.exception.DiskFull", errDiskFull).Expected(),
	oslo.ErrorType[*quotaError]("nova.exception.OverQuota"),
)

// fails is a method that returns err.
func fails(err error) oslo.Func {
	return func(context.Context, *oslo.Incoming) (any, error) { return nil, err }
}

var errorScenarios = []scenario{
	{"remote error", func(b *bed) {
		b.serve("one", methods{"fail": fails(&oslo.RemoteError{
			Module: "nova.exception", Class: "NotFound", Message: "no instance é",
			Traceback: []string{"Traceback (most recent call last):\n", "nova.exception.NotFound: no\n"},
			Args:      []any{"no instance é"}, Kwargs: map[string]any{"code": "404"},
		})})
		var e *oslo.RemoteError
		err := b.client().Call(b.ctx, named("fail"), nil, nil)
		if !errors.As(err, &e) {
			b.Fatalf("call: %v", err)
		}
		if e.Name() != "nova.exception.NotFound" || e.Message != "no instance é" || len(e.Traceback) != 2 ||
			len(e.Args) != 1 || e.Args[0] != "no instance é" || e.Kwargs["code"] != "404" {
			b.Errorf("got %#v", e)
		}
		if strings.Contains(err.Error(), "Traceback") {
			b.Errorf("the traceback is in the text: %v", err)
		}
	}},
	{"declared errors", func(b *bed) {
		b.serveEndpoints("one", []oslo.Endpoint{{Name: "Test", Errors: declared, Methods: methods{
			"sentinel": fails(errDiskFull),
			"typed":    fails(&quotaError{Resource: "cores", Limit: 20}),
		}}})
		c := b.client()
		if err := c.Call(b.ctx, &oslo.Method{Name: "sentinel", Errors: declared}, nil, nil); !errors.Is(err, errDiskFull) {
			b.Errorf("got %v, want the sentinel", err)
		}
		var quota *quotaError
		err := c.Call(b.ctx, &oslo.Method{Name: "typed", Errors: declared}, nil, nil)
		if !errors.As(err, &quota) || *quota != (quotaError{"cores", 20}) {
			b.Errorf("got %v, want the typed error", err)
		}
	}},
	{"undeclared error", func(b *bed) {
		b.serve("one", methods{"fail": fails(errDiskFull)})
		var e *oslo.RemoteError
		if err := b.client().Call(b.ctx, named("fail"), nil, nil); !errors.As(err, &e) || e.Message != "disk full" {
			b.Errorf("got %v", err)
		}
	}},
	{"unknown method", func(b *bed) {
		b.serve("one", methods{"echo": echo, "_private": null})
		c := b.client()
		for _, name := range []string{"missing", "_private"} {
			if err := c.Call(b.ctx, named(name), nil, nil); !errors.As(err, new(*oslo.NoSuchMethodError)) {
				b.Errorf("%q: got %v, want NoSuchMethodError", name, err)
			}
		}
	}},
	{"missing and unexpected argument", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		c := b.client()
		for _, a := range []args{{}, {"value": 1, "more": 2}} {
			var e *oslo.RemoteError
			err := c.Call(b.ctx, named("echo"), a, nil)
			if !errors.As(err, &e) || e.Name() != "TypeError" || !errors.As(err, new(*oslo.ArgumentError)) {
				b.Errorf("%v: got %v, want a TypeError", a, err)
			}
		}
	}},
	{"panic in a method", func(b *bed) {
		b.serve("one", methods{"echo": echo, "panic": func(context.Context, *oslo.Incoming) (any, error) { panic("secret") }})
		c := b.client()
		var e *oslo.RemoteError
		err := c.Call(b.ctx, named("panic"), nil, nil)
		if !errors.As(err, &e) || strings.Contains(err.Error(), "secret") {
			b.Errorf("got %v, want a remote error without the panic's value", err)
		}
		b.must(c.Call(b.ctx, named("echo"), args{"value": 1}, nil)) // it lives
	}},
	{"a result that can't be sent is an error", func(b *bed) {
		b.serve("one", methods{"func": answer(func() {})})
		if err := b.client().Call(b.ctx, named("func"), nil, nil); !errors.As(err, new(*oslo.RemoteError)) {
			b.Errorf("got %v, want a remote error", err)
		}
	}},
	{"arguments that can't be sent", func(b *bed) {
		c := b.client()
		if err := c.Call(b.ctx, named("echo"), args{"value": func() {}}, nil); err == nil || errors.Is(err, oslo.ErrTimeout) {
			b.Errorf("got %v", err)
		}
		if err := c.Cast(b.ctx, named("echo"), args{"value": func() {}}); err == nil {
			b.Error("cast: no error")
		}
	}},
}
