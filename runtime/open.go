package oslo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/transport"
)

// Driver makes the transports of some URL schemes.
type Driver struct {
	// Schemes are the URL schemes it serves, such as "rabbit".
	Schemes []string
	// Open makes a transport. It may connect lazily.
	Open func(ctx context.Context, u *transport.URL, s transport.Settings) (Transport, error)
}

// OpenOption is an option of [Open]: a [Driver] or a setting.
type OpenOption interface{ applyOpen(*openConfig) }

type openConfig struct {
	drivers  []Driver
	settings transport.Settings
}

func (d Driver) applyOpen(o *openConfig) { o.drivers = append(o.drivers, d) }

type settingOption func(*transport.Settings)

func (f settingOption) applyOpen(o *openConfig) { f(&o.settings) }

// WithSettings replaces all settings.
func WithSettings(s transport.Settings) OpenOption {
	return settingOption(func(t *transport.Settings) { *t = s })
}

// WithControlExchange sets the exchange of targets without one. Defaults to
// "openstack" (control_exchange).
func WithControlExchange(name string) OpenOption {
	return settingOption(func(s *transport.Settings) { s.ControlExchange = name })
}

// WithResponseTimeout sets the timeout of calls without one. Defaults to 60 s
// (rpc_response_timeout).
func WithResponseTimeout(d time.Duration) OpenOption {
	return settingOption(func(s *transport.Settings) { s.ResponseTimeout = d })
}

// WithOnDrop sets a function that is called for every message that is taken from
// the bus and dropped, such as one that can't be read. It is for metrics: a log
// line says more. f is called concurrently and must not block.
func WithOnDrop(f func(transport.Drop)) OpenOption {
	return settingOption(func(s *transport.Settings) { s.OnDrop = f })
}

// Open makes the transport for a URL with the driver of its scheme, up to the first
// "+": amqp.Driver for "rabbit" and "kombu", fake.Driver for "fake". Connections
// are opened when they are first needed. Source: oslo_messaging.get_rpc_transport.
func Open(ctx context.Context, rawURL string, opts ...OpenOption) (Transport, error) {
	u, err := transport.ParseURL(rawURL)
	if err != nil {
		return nil, err
	}
	o := openConfig{}
	for _, opt := range opts {
		if opt == nil {
			return nil, fmt.Errorf("open transport URL %s: an option is nil", u.String())
		}
		opt.applyOpen(&o)
	}
	settings := o.settings.WithDefaults()
	if u.MixedCredentials() {
		settings.Logger.WarnContext(ctx, "some hosts of the transport URL have credentials and others log in as guest", "url", u.String())
	}
	scheme, _, _ := strings.Cut(u.Scheme, "+")
	for _, d := range slices.Backward(o.drivers) { // the last one named wins
		switch {
		case !slices.Contains(d.Schemes, scheme):
		case d.Open == nil:
			return nil, fmt.Errorf("transport URL %s: the driver for scheme %q has no function Open", u.String(), scheme)
		default:
			return d.Open(ctx, u, settings)
		}
	}
	return nil, fmt.Errorf("transport URL %s: no driver for scheme %q: %s", u.String(), scheme, o.advice(scheme))
}

// advice says which driver to pass for a scheme.
func (o *openConfig) advice(scheme string) string {
	switch scheme {
	case "rabbit", "kombu":
		return "pass amqp.Driver() to Open"
	case "fake":
		return "pass fake.Driver() to Open"
	}
	known := []string{}
	for _, d := range o.drivers {
		known = append(known, d.Schemes...)
	}
	slices.Sort(known)
	return "the drivers passed to Open serve " + cmp.Or(strings.Join(known, ", "), "none")
}
