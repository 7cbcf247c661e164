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
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/notify/routing"
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
	rpc, err := cfg.Open(ctx, driver, fake.Driver(), oslo.WithLogger(slog.Default()))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rpc.Close()) }()
	events, err := cfg.OpenNotifications(ctx, driver, fake.Driver(), oslo.WithLogger(slog.Default()))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, events.Close()) }()

	opts, err := cfg.NotifierOptions(routing.Open)
	if err != nil {
		return err
	}
	notifier := notify.NewNotifier(events, "demo.host-1", opts...)
	if err := notifier.Info(ctx, "service.start", map[string]string{"host": "host-1"}); err != nil {
		return err
	}

	// A real service registers its interface here. This one answers pings, if
	// rpc_ping_enabled says so.
	server := oslo.NewServer(rpc, oslo.Target{Topic: "demo", Server: "host-1"}, cfg.ServerOptions()...)
	dispatch.Register(server, oslo.Endpoint{Name: "demo"})
	return server.Serve(ctx)
}
