package config

import (
	"context"
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Open opens the RPC transport, with the driver and whatever other options are
// given; they go before the configuration's. Source: oslo_messaging.get_rpc_transport.
func (c *Config) Open(ctx context.Context, opts ...oslo.OpenOption) (oslo.Transport, error) {
	return c.open(ctx, c.TransportURL, opts)
}

// OpenNotifications opens the notification transport, which has a URL of its own
// if [oslo_messaging_notifications] says so. Source:
// oslo_messaging.get_notification_transport.
func (c *Config) OpenNotifications(ctx context.Context, opts ...oslo.OpenOption) (oslo.Transport, error) {
	u := c.Notifications.TransportURL
	if u == "" {
		u = c.TransportURL
	}
	return c.open(ctx, u, opts)
}

// OpenURL opens the transport of another URL with the same settings, as services do
// that reach other cells.
func (c *Config) OpenURL(ctx context.Context, rawURL string, opts ...oslo.OpenOption) (oslo.Transport, error) {
	return c.open(ctx, URL(rawURL), opts)
}

func (c *Config) open(ctx context.Context, u URL, opts []oslo.OpenOption) (oslo.Transport, error) {
	all := append([]oslo.OpenOption{oslo.WithSettings(c.Settings())}, opts...)
	return oslo.Open(ctx, string(u), all...)
}

// RabbitOptions makes driver options of c.Rabbit, given the driver's function for
// one option. An error of such an option says in which file and line it was set.
//
//	amqp.Driver(config.RabbitOptions(cfg, amqp.WithOption)...)
func RabbitOptions[O ~func(*D) error, D any](c *Config, with func(name, value string) O) []O {
	opts := make([]O, len(c.Rabbit))
	for i, o := range c.Rabbit {
		apply := with(o.Name, o.Value)
		opts[i] = func(d *D) error {
			if err := apply(d); err != nil {
				return fmt.Errorf("%s: %w", position{o.File, o.Line}, err)
			}
			return nil
		}
	}
	return opts
}
