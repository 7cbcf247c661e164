package dispatch_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// answer is a method that returns text.
func answer(text string) oslo.Func {
	return func(context.Context, *oslo.Incoming) (any, error) { return text, nil }
}

type methods = map[string]oslo.Func

func dispatcher(t *testing.T, endpoints []oslo.Endpoint, opts ...dispatch.Option) *dispatch.Dispatcher {
	t.Helper()
	d := dispatch.New(opts...)
	for _, e := range endpoints {
		if err := d.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestDispatch(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{
		{Name: "A", Methods: methods{"who": answer("a 1.0"), "only_a": answer("a 1.0")}},
		{Name: "B", Version: "1.4", Methods: methods{"who": answer("b 1.4"), "only_b": answer("b 1.4"), "_private": answer("secret")}},
		{Name: "C", Version: "2.0", Methods: methods{"who": answer("c 2.0")}},
		{Name: "D", Namespace: "space", Version: "1.1", Methods: methods{"who": answer("d 1.1")}},
		{Name: "E", Namespace: "new", LegacyNamespaces: []string{"old", ""}, Version: "3.0", Methods: methods{"who": answer("e 3.0")}},
	})
	const noMethod, unsupported = "no method", "unsupported"
	for _, c := range []struct {
		namespace, version, method, want string
	}{
		{"", "", "who", "a 1.0"},
		{"", "1.0", "who", "a 1.0"},
		{"", "1.1", "who", "b 1.4"},
		{"", "", "only_b", "b 1.4"},
		{"", "1.4", "only_a", noMethod},
		{"", "1.5", "who", unsupported},
		{"", "2.0", "who", "c 2.0"},
		{"", "2.0", "only_a", noMethod},
		{"", "", "_private", noMethod},
		{"", "", "missing", noMethod},
		{"", "", "", noMethod},
		{"space", "", "who", "d 1.1"},
		{"space", "1.2", "who", unsupported},
		{"space", "", "only_a", noMethod},
		{"new", "3.0", "who", "e 3.0"},
		{"old", "3.0", "who", "e 3.0"},
		{"", "3.0", "who", "e 3.0"},
		{"nowhere", "", "who", unsupported},
		{"", "", dispatch.PingMethod, noMethod},
	} {
		in := &oslo.Incoming{Method: c.method, Namespace: c.namespace, HasNamespace: c.namespace != "", Version: c.version}
		got, err := d.Handle(t.Context(), in)
		var version *oslo.UnsupportedVersionError
		switch {
		case c.want == noMethod && errors.As(err, new(*oslo.NoSuchMethodError)):
		case c.want == unsupported && errors.As(err, &version) && version.Method == c.method:
			if want := c.version; version.Version != want && (want != "" || version.Version != "1.0") {
				t.Errorf("%+v: the error names version %s", c, version.Version)
			}
		case got != c.want || err != nil:
			t.Errorf("%+v: got %v, %v", c, got, err)
		}
	}
}

// A namespace that is there and empty is not the null namespace.
func TestEmptyNamespaceMatchesNothing(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{{Methods: methods{"who": answer("a")}}, {Namespace: "n", LegacyNamespaces: []string{""}, Methods: methods{"who": answer("n")}}})
	in := &oslo.Incoming{Method: "who", HasNamespace: true}
	if _, err := d.Handle(t.Context(), in); !errors.As(err, new(*oslo.UnsupportedVersionError)) {
		t.Errorf("got %v", err)
	}
}

func TestVersionThatIsNone(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{{Methods: methods{"who": answer("a")}}})
	for version, class := range map[string]string{"1": "IndexError", "one.two": "ValueError", "1.x": "ValueError"} {
		var remote *oslo.RemoteError
		if _, err := d.Handle(t.Context(), &oslo.Incoming{Method: "who", Version: version}); !errors.As(err, &remote) || remote.Name() != class {
			t.Errorf("version %q: %v, want %s", version, err, class)
		}
	}
	if err := d.Add(oslo.Endpoint{Name: "Bad", Version: "1"}); err == nil {
		t.Error("an endpoint of version 1")
	}
}

func TestAccess(t *testing.T) {
	e := []oslo.Endpoint{{Methods: methods{"public": answer(""), "_private": answer(""), "other": answer("")}}}
	for name, c := range map[string]struct {
		access dispatch.Access
		want   []string
	}{
		"default":  {dispatch.DefaultAccess, []string{"public", "other"}},
		"legacy":   {dispatch.LegacyAccess, []string{"public", "other", "_private"}},
		"explicit": {dispatch.ExplicitAccess("public"), []string{"public"}},
	} {
		d := dispatcher(t, e, dispatch.WithAccess(c.access))
		allowed := map[string]bool{}
		for _, m := range c.want {
			allowed[m] = true
		}
		for _, m := range []string{"public", "other", "_private"} {
			if _, err := d.Handle(t.Context(), &oslo.Incoming{Method: m}); (err == nil) != allowed[m] {
				t.Errorf("%s: %s: %v", name, m, err)
			}
		}
	}
}

func TestPing(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{{Version: "2.0", Methods: methods{}}}, dispatch.WithPing())
	if got, err := d.Handle(t.Context(), &oslo.Incoming{Method: dispatch.PingMethod}); got != "pong" || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
	for _, in := range []*oslo.Incoming{
		{Method: dispatch.PingMethod, Version: "1.1"}, {Method: dispatch.PingMethod, Namespace: "n", HasNamespace: true},
	} {
		if _, err := d.Handle(t.Context(), in); !errors.As(err, new(*oslo.UnsupportedVersionError)) {
			t.Errorf("%+v: %v", in, err)
		}
	}
	if _, err := d.Handle(t.Context(), &oslo.Incoming{Method: "other"}); !errors.As(err, new(*oslo.NoSuchMethodError)) {
		t.Errorf("got %v", err)
	}
	own := dispatcher(t, []oslo.Endpoint{{Methods: methods{dispatch.PingMethod: answer("mine")}}}, dispatch.WithPing())
	if got, _ := own.Handle(t.Context(), &oslo.Incoming{Method: dispatch.PingMethod}); got != "mine" {
		t.Errorf("got %v, want the endpoint's own", got)
	}
}

func TestDispatchAllocatesNothing(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{{Version: "1.4", Methods: methods{"who": answer("a")}}})
	in := &oslo.Incoming{Method: "who", Version: "1.2"}
	if n := testing.AllocsPerRun(100, func() { _, _ = d.Handle(context.Background(), in) }); n > 1 { // the method's result
		t.Errorf("%v allocations", n)
	}
}

// The endpoints have no lock, so none is added while they are read.
func TestAddAfterTheFirstRequestIsRefused(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{{Name: "A", Methods: methods{"a": answer("a")}}})
	if _, err := d.Handle(t.Context(), &oslo.Incoming{Method: "a"}); err != nil {
		t.Fatal(err)
	}
	err := d.Add(oslo.Endpoint{Name: "B", Methods: methods{"b": answer("b")}})
	if err == nil || !strings.Contains(err.Error(), "add endpoint B: the dispatcher serves requests already") {
		t.Errorf("got %v", err)
	}
	if _, err := d.Handle(t.Context(), &oslo.Incoming{Method: "b"}); !errors.As(err, new(*oslo.NoSuchMethodError)) {
		t.Errorf("the refused endpoint answers %v", err)
	}
}

func TestMisuseOfADispatcherIsAnErrorOfAdd(t *testing.T) {
	for want, opt := range map[string]dispatch.Option{"an option of the dispatcher is nil": nil, "the policy is nil": dispatch.WithAccess(nil)} {
		if err := dispatch.New(opt).Add(oslo.Endpoint{Name: "A"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
