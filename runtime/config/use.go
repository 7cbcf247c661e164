package config

import (
	"errors"
	"fmt"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// ServerOptions returns the configured options of servers. With
// rpc_ping_enabled they answer pings. The number of workers comes with the
// transport.
//
//	srv := oslo.NewServer(tr, target, cfg.ServerOptions()...)
func (c *Config) ServerOptions() []oslo.ServerOption {
	if !c.PingEnabled {
		return nil
	}
	return []oslo.ServerOption{oslo.WithNewHandler(func() oslo.Handler { return dispatch.New(dispatch.WithPing()) })}
}

// NotifierOptions returns the options of a notifier from
// [oslo_messaging_notifications]: its drivers, topics and retry. As in Python a
// notifier without drivers sends nothing, and a driver named twice sends once.
//
// Configured topics win over a topic= of oslo:notify, including the topic of
// versioned notifications. Without configured topics the directive's stay, or
// "notifications". To keep a directive's topics in any case, add
// notify.WithTopics.
//
// routing makes the driver "routing" from the file in routing_config. Pass
// routing.Open, or nil in a program without it. An unknown driver is an error,
// where Python warns and goes on without it. Each of wrap, such as the hooks of
// contrib, wraps every driver.
//
//	opts, err := cfg.NotifierOptions(routing.Open)
//	...
//	notifier := notify.NewNotifier(tr, "compute.host-1", opts...)
func (c *Config) NotifierOptions(routing func(file string) (notify.Driver, error), wrap ...func(notify.Driver) notify.Driver) ([]notify.NotifierOption, error) {
	n := c.Notifications
	var drivers []notify.Driver
	for i, name := range n.Drivers {
		if slices.Contains(n.Drivers[:i], name) {
			continue
		}
		driver, err := n.driver(name, routing)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", notifyDrivers.key, err)
		}
		for _, w := range wrap {
			driver = w(driver)
		}
		drivers = append(drivers, driver)
	}
	opts := []notify.NotifierOption{notify.WithDriver(drivers...), notify.WithRetry(n.Retry)}
	if n.TopicsSet {
		opts = append(opts, notify.WithTopics(n.Topics...))
	}
	return opts, nil
}

func (n Notifications) driver(name string, routing func(string) (notify.Driver, error)) (notify.Driver, error) {
	switch {
	case name != "routing":
		return notify.DriverNamed(name)
	case routing == nil:
		return nil, errors.New("this program has no driver routing")
	}
	return routing(n.RoutingConfig)
}
