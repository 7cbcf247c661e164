package transporttest

import (
	"errors"

	oslo "github.com/oslogen/oslogen/runtime"
)

var versions = []scenario{
	{"versions and namespaces", func(b *bed) {
		b.serveEndpoints("one", []oslo.Endpoint{
			{Name: "Plain", Version: "1.3", Methods: methods{"who": answer("plain 1.3")}},
			{Name: "Two", Version: "2.1", Methods: methods{"who": answer("plain 2.1")}},
			{Name: "Spaced", Namespace: "baseapi", Version: "1.1", Methods: methods{"who": answer("baseapi 1.1")}},
			{Name: "Legacy", Namespace: "compute", LegacyNamespaces: []string{""}, Version: "3.0", Methods: methods{"who": answer("compute 3.0")}},
		})
		c := b.client()
		for _, ask := range []struct{ namespace, version, want string }{
			{"", "", "plain 1.3"},
			{"", "1.0", "plain 1.3"},
			{"", "1.3", "plain 1.3"},
			{"", "1.4", ""},
			{"", "2.1", "plain 2.1"},
			{"", "4.0", ""},
			{"baseapi", "", "baseapi 1.1"},
			{"baseapi", "1.1", "baseapi 1.1"},
			{"baseapi", "1.2", ""},
			{"baseapi", "2.0", ""},
			{"compute", "3.0", "compute 3.0"},
			{"", "3.0", "compute 3.0"},
			{"nowhere", "1.0", ""},
		} {
			to := c.With(oslo.WithTarget(func(t *oslo.Target) { t.Namespace, t.Version = ask.namespace, ask.version }))
			var got string
			err := to.Call(b.ctx, named("who"), nil, &got)
			if ask.want == "" {
				var e *oslo.UnsupportedVersionError
				if !errors.As(err, &e) || e.Version != ask.version {
					b.Errorf("%+v: got %q, %v; want UnsupportedVersionError", ask, got, err)
				}
			} else if err != nil || got != ask.want {
				b.Errorf("%+v: got %q, %v", ask, got, err)
			}
		}
	}},
	{"a pin is kept", func(b *bed) {
		b.serveEndpoints("one", []oslo.Endpoint{{Name: "Test", Version: "1.5", Methods: methods{"null": null}}})
		c := b.client(oslo.Pin("1.3"))
		b.must(c.Call(b.ctx, &oslo.Method{Name: "null", Version: "1.3"}, nil, nil))
		if err := c.Call(b.ctx, &oslo.Method{Name: "null", Version: "1.4"}, nil, nil); !errors.As(err, new(*oslo.VersionCapError)) {
			b.Errorf("got %v, want VersionCapError", err)
		}
	}},
}
