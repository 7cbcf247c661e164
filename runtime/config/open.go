package config

import (
	"context"
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Open opens the RPC transport with the driver and other options given, which
// go before the configuration's. oslo.messaging's name is
// oslo_messaging.get_rpc_transport.
func (c *Config) Open(ctx context.Context, opts ...oslo.OpenOption) (oslo.Transport, error) {
	return c.open(ctx, c.TransportURL, opts)
}

// OpenNotifications opens the notification transport. It uses transport_url of
// [oslo_messaging_notifications], or else the RPC transport's URL.
// oslo.messaging's name is oslo_messaging.get_notification_transport.
func (c *Config) OpenNotifications(ctx context.Context, opts ...oslo.OpenOption) (oslo.Transport, error) {
	u := c.Notifications.TransportURL
	if u == "" {
		u = c.TransportURL
	}
	return c.open(ctx, u, opts)
}

// OpenURL opens another URL with the same settings, as services do to reach
// other cells.
func (c *Config) OpenURL(ctx context.Context, rawURL string, opts ...oslo.OpenOption) (oslo.Transport, error) {
	return c.open(ctx, URL(rawURL), opts)
}

func (c *Config) open(ctx context.Context, u URL, opts []oslo.OpenOption) (oslo.Transport, error) {
	all := append([]oslo.OpenOption{oslo.WithSettings(c.Settings())}, opts...)
	return oslo.Open(ctx, string(u), all...)
}

// RabbitOptions makes driver options of c.Rabbit, given the driver's function
// for one option. An error of an option names its file and line.
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
