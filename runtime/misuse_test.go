package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

// An empty name is what a forgotten field has. It must not mean "any server".
func TestEmptyServerNameReachesNoServer(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	c := oslo.NewClient(tr, compute)
	for name, send := range map[string]func(*oslo.Client) error{
		"call":   func(c *oslo.Client) error { return c.Call(t.Context(), &reboot, nil, nil) },
		"cast":   func(c *oslo.Client) error { return c.Cast(t.Context(), &reboot, nil) },
		"fanout": func(c *oslo.Client) error { return c.Fanout(t.Context(), &reboot, nil) },
	} {
		err := send(c.On(""))
		if !errors.As(err, new(*oslo.InvalidTargetError)) || !strings.Contains(err.Error(), name+" reboot: ") || !oslo.NotSent(err) {
			t.Errorf("%s: %v", name, err)
		}
		if err := send(c.On("").With(oslo.WithRetry(1))); err == nil {
			t.Errorf("%s: a copy forgets it", name)
		}
	}
	if len(tr.requests) > 0 {
		t.Errorf("sent %d", len(tr.requests))
	}
	if err := c.On("").On("cmp-1").Cast(t.Context(), &reboot, nil); err != nil {
		t.Errorf("a copy that corrects it: %v", err)
	}
}

func TestFanoutToOneServerIsAnError(t *testing.T) {
	tr := &sink{}
	err := oslo.NewClient(tr, compute).On("cmp-1").Fanout(t.Context(), &reboot, nil)
	if !errors.As(err, new(*oslo.InvalidTargetError)) || len(tr.requests) > 0 {
		t.Errorf("got %v, sent %d", err, len(tr.requests))
	}
}

func TestMisuseOfAClientIsAnErrorOfItsCalls(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	c := oslo.NewClient(tr, compute)
	for want, call := range map[string]func() error{
		"transport is nil":             func() error { return oslo.NewClient(nil, compute).Call(t.Context(), &reboot, nil, nil) },
		"option is nil":                func() error { return c.With(nil).Call(t.Context(), &reboot, nil, nil) },
		"interceptor is nil":           func() error { return c.With(oslo.WithInterceptor(nil)).Call(t.Context(), &reboot, nil, nil) },
		"function is nil":              func() error { return c.With(oslo.WithTarget(nil)).Cast(t.Context(), &reboot, nil) },
		"WithTimeout(-1s)":             func() error { return c.With(oslo.WithTimeout(-time.Second)).Call(t.Context(), &reboot, nil, nil) },
		"no heartbeats below 2s":       func() error { return c.With(oslo.WithMonitor(time.Second)).Call(t.Context(), &reboot, nil, nil) },
		"PinFunc: the function is nil": func() error { return c.With(oslo.PinFunc(nil)).Cast(t.Context(), &reboot, nil) },
		"the result goes into a int":   func() error { return c.Call(t.Context(), &reboot, nil, 5) },
		"the result goes into a *int":  func() error { return c.Call(t.Context(), &reboot, nil, (*int)(nil)) },
		"the exchange is longer": func() error {
			return c.With(oslo.WithTarget(func(t *oslo.Target) { t.Exchange = strings.Repeat("e", 256) })).Cast(t.Context(), &reboot, nil)
		},
		"the method has no name": func() error { return c.Cast(t.Context(), &oslo.Method{}, nil) },
		"cast on":                func() error { return c.Cast(t.Context(), nil, nil) },
		"a call can't be a fanout": func() error {
			return c.With(oslo.WithTarget(func(t *oslo.Target) { t.Fanout = true })).Call(t.Context(), &reboot, nil, nil)
		},
		"ErrorType[error]": func() error {
			return c.Call(t.Context(), &oslo.Method{Name: "reboot", Errors: oslo.NewErrors(oslo.ErrorType[error]("a.B"))}, nil, nil)
		},
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) || !oslo.NotSent(err) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if len(tr.requests) > 0 {
		t.Errorf("sent %d", len(tr.requests))
	}
}

func TestACopyCorrectsABadOption(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	bad := oslo.NewClient(tr, compute, oslo.PinFunc(nil), oslo.Pin("one"), oslo.WithTimeout(-1), oslo.WithMonitor(1))
	good := bad.With(oslo.Pin(""), oslo.WithTimeout(time.Second), oslo.WithMonitor(0))
	if err := good.Call(t.Context(), &reboot, nil, nil); err != nil {
		t.Error(err)
	}
	if err := bad.Call(t.Context(), &reboot, nil, nil); err == nil {
		t.Error("the copy changed its original")
	}
}

func TestPinIsChangedAndRemoved(t *testing.T) {
	c := oslo.NewClient(&sink{}, compute, oslo.Pin("1.3"))
	if c = c.With(oslo.Pin("1.5")); !c.CanSend("1.4") || c.CanSend("1.6") {
		t.Error("the pin was not changed")
	}
	if c = c.With(oslo.Pin("")); !c.CanSend("9.9") {
		t.Error("the pin was not removed")
	}
}

// Python's clients say prepare(version=...).
func TestTargetVersionBeatsTheMethods(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	m := &oslo.Method{Name: "reboot", Version: "1.4"}
	c := oslo.NewClient(tr, compute)
	set := func(version string) oslo.ClientOption {
		return oslo.WithTarget(func(t *oslo.Target) { t.Version = version })
	}
	for want, c := range map[string]*oslo.Client{"1.4": c, "1.1": c.With(set("1.1")), "1.7": c.With(set("1.1"), set("1.7"))} {
		if err := c.Call(t.Context(), m, nil, nil); err != nil || tr.last().in.Version != want {
			t.Errorf("sent %q, %v, want %q", tr.last().in.Version, err, want)
		}
	}
	err := c.With(set("1.1"), oslo.Pin("1.2")).Call(t.Context(), m, nil, nil)
	if err != nil {
		t.Errorf("under a pin: %v", err)
	}
}

func TestMisuseOfAServerIsAnErrorOfItsStart(t *testing.T) {
	tr := oslotest.Open(t)
	endpoint := oslo.Endpoint{Name: "Demo", Methods: map[string]oslo.Func{"add": add}}
	for want, srv := range map[string]*oslo.Server{
		"transport is nil":                    oslo.NewServer(nil, demo),
		"option is nil":                       oslo.NewServer(tr, demo, nil),
		"handler is nil":                      oslo.NewServer(tr, demo, oslo.WithHandler(nil)),
		"interceptor is nil":                  oslo.NewServer(tr, demo, oslo.WithServerInterceptor(nil)),
		"WithNewHandler: the function is nil": oslo.NewServer(tr, demo, oslo.WithNewHandler(nil)),
		"WithWorkers(-1)":                     oslo.NewServer(tr, demo, oslo.WithWorkers(-1)),
		"WithDrainTimeout":                    oslo.NewServer(tr, demo, oslo.WithDrainTimeout(-1)),
	} {
		dispatch.Register(srv, endpoint)
		if err := srv.Start(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	shared := oslo.WithHandler(dispatch.New())
	dispatch.Register(oslo.NewServer(tr, demo, shared), endpoint)
	for want, endpoints := range map[string][]oslo.Endpoint{
		"of another server": {endpoint},
		"method add is nil": {{Name: "Nil", Methods: map[string]oslo.Func{"add": nil}}},
		"would never run":   {endpoint, endpoint},
		"ErrorType[error]":  {{Name: "Bad", Errors: oslo.NewErrors(oslo.ErrorType[error]("a.B"))}},
	} {
		var opts []oslo.ServerOption
		if strings.HasPrefix(want, "of another") {
			opts = append(opts, shared)
		}
		srv := oslo.NewServer(tr, demo, opts...)
		for _, e := range endpoints {
			dispatch.Register(srv, e)
		}
		if err := srv.Start(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestEndpointsThatBothRun(t *testing.T) {
	for name, second := range map[string]oslo.Endpoint{
		"another namespace": {Name: "Second", Namespace: "two", Methods: map[string]oslo.Func{"add": add}},
		"a newer version":   {Name: "Second", Version: "1.1", Methods: map[string]oslo.Func{"add": add}},
		"other methods":     {Name: "Second", Methods: map[string]oslo.Func{"sub": add}},
	} {
		d := dispatch.New()
		for _, e := range []oslo.Endpoint{{Name: "First", Methods: map[string]oslo.Func{"add": add}}, second} {
			if err := d.Add(e); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestMisuseOfAServiceIsAnErrorOfItsStart(t *testing.T) {
	s := oslo.NewService(oslo.Hooks{}, nil)
	if err := s.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "part 2 of 2 is nil") {
		t.Errorf("got %v", err)
	}
	s = oslo.NewService()
	s.SetDrainTimeout(-1)
	if err := s.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "SetDrainTimeout") {
		t.Errorf("got %v", err)
	}
}

func TestNotSentAndCodeOf(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("call reboot: %w", err) }
	for _, c := range []struct {
		err     error
		code    string
		notSent bool
	}{
		{nil, "ok", false},
		{wrapped(oslo.ErrUnavailable), "unavailable", true},
		{fmt.Errorf("%w: %w", oslo.ErrUnavailable, oslo.ErrTimeout), "timeout", true},
		{wrapped(oslo.ErrUndeliverable), "undeliverable", true},
		{wrapped(oslo.ErrTooManyCalls), "too_many_calls", true},
		{wrapped(oslo.ErrTooLarge), "too_large", true},
		{wrapped(oslo.ErrReplyLost), "reply_lost", false},
		{wrapped(oslo.ErrRefused), "refused", false},
		{wrapped(oslo.ErrClosed), "closed", false},
		{&oslo.TimeoutError{}, "timeout", false},
		{context.Canceled, "canceled", false},
		{&oslo.RemoteError{Class: "NotFound"}, "remote", false},
		{&oslo.NoSuchMethodError{}, "no_such_method", false},
		{&oslo.UnsupportedVersionError{}, "unsupported_version", false},
		{&oslo.ArgumentError{}, "argument", false},
		{&oslo.PayloadError{}, "payload", false},
		{errors.New("x"), "error", false},
	} {
		if got := oslo.CodeOf(c.err); got != c.code {
			t.Errorf("CodeOf(%v) = %q, want %q", c.err, got, c.code)
		}
		if got := oslo.NotSent(c.err); got != c.notSent {
			t.Errorf("NotSent(%v) = %v", c.err, got)
		}
	}
	c := oslo.NewClient(oslotest.Open(t), compute, oslo.Pin("1.0"))
	if err := c.Call(t.Context(), &reboot, nil, nil); oslo.CodeOf(err) != "version_cap" || !oslo.NotSent(err) {
		t.Errorf("%v is %s", err, oslo.CodeOf(err))
	}
	unencodable := map[string]any{"a": func() {}}
	if err := oslo.NewClient(oslotest.Open(t), compute).Call(t.Context(), &reboot, unencodable, nil); !oslo.NotSent(err) {
		t.Errorf("%v is no error from before it was sent", err)
	}
}
