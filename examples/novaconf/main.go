// Command novaconf is a service that takes everything from Nova's configuration
// files, as the Python services beside it do.
//
//	novaconf /etc/nova/nova.conf /etc/nova/nova.conf.d
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/routing"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, os.Args[1:]...); err != nil {
		fmt.Fprintln(os.Stderr, "novaconf:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, files ...string) (err error) {
	// Nova changes the default of control_exchange in its code.
	cfg, err := config.Loader{Defaults: map[string]string{"control_exchange": "nova"}}.Load(files...)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "rpc on %s, exchange %s, timeout %s\n", cfg.TransportURL, cfg.ControlExchange, cfg.ResponseTimeout)

	driver := amqp.Driver(config.RabbitOptions(cfg, amqp.WithOption)...)
	rpc, err := cfg.Open(ctx, driver, oslo.WithLogger(slog.Default()))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rpc.Close()) }()
	events, err := cfg.OpenNotifications(ctx, driver, oslo.WithLogger(slog.Default()))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, events.Close()) }()

	notifier, err := newNotifier(cfg.Notifications, events)
	if err != nil {
		return err
	}
	if err := notifier.Info(ctx, "service.start", map[string]string{"host": "host-1"}); err != nil {
		return err
	}
	return newServer(cfg, rpc).Serve(ctx)
}

// newServer makes a server that answers pings if rpc_ping_enabled says so.
func newServer(cfg *config.Config, rpc oslo.Transport) *oslo.Server {
	var opts []dispatch.Option
	if cfg.PingEnabled {
		opts = append(opts, dispatch.WithPing())
	}
	return oslo.NewServer(rpc, oslo.Target{Topic: "demo", Server: "host-1"}, oslo.WithHandler(dispatch.New(opts...)))
}

// newNotifier makes the notifier that [oslo_messaging_notifications] asks for.
// As in Python, one without drivers sends nothing.
func newNotifier(n config.Notifications, tr oslo.Transport) (*oslo.Notifier, error) {
	drivers := []oslo.NotifyDriver{}
	for _, name := range n.Drivers {
		driver, err := newDriver(name, n)
		if err != nil {
			return nil, err
		}
		drivers = append(drivers, driver)
	}
	return oslo.NewNotifier(tr, "demo.host-1",
		oslo.WithNotifyDriver(drivers...), oslo.WithTopics(n.Topics...), oslo.WithNotifyRetry(n.Retry)), nil
}

func newDriver(name string, n config.Notifications) (oslo.NotifyDriver, error) {
	if name == "routing" {
		return routing.Load(n.RoutingConfig, nil)
	}
	return oslo.NotifyDriverNamed(name)
}
