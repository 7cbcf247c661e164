// Command shutdown is a service that ends in order. On SIGTERM, which systemd and
// Kubernetes send, it takes no more requests, finishes those it has, and exits. On
// SIGHUP it reads its configuration again. It answers Kubernetes' probes at the
// address in PROBE_ADDRESS.
//
// Give it more time than its drain timeout: TimeoutStopSec= in systemd,
// terminationGracePeriodSeconds in Kubernetes. docs/deploying.md has the details.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// Backup takes its time.
//
//oslo:rpc topic=demo_backup
type Backup interface {
	// Create makes a backup. Cut off half way it would be lost.
	//
	//oslo:call timeout=10m monitor=10s
	Create(ctx context.Context, volume string) (string, error)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	tr, err := oslo.Open(ctx, cmp.Or(os.Getenv("OSLO_TRANSPORT_URL"), "fake://"), amqp.Driver(), fake.Driver())
	if err == nil {
		err = errors.Join(run(ctx, tr, backup{}, hup, os.Stdout), tr.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "shutdown:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends and everything is done.
func run(ctx context.Context, tr oslo.Transport, impl Backup, hup <-chan os.Signal, out io.Writer) error {
	log := log.New(out, "", 0) // hooks may run at the same time
	say := func(what string) func(context.Context) error {
		return func(context.Context) error {
			log.Println(what)
			return nil
		}
	}
	p := &probe{tr: tr}
	srv := oslo.NewServer(tr, oslo.Target{Topic: "demo_backup", Server: "host-1"})
	RegisterBackup(srv, impl)
	service := oslo.NewService(
		p.listener(os.Getenv("PROBE_ADDRESS")),
		oslo.Hooks{OnStart: say("database opened"), OnWait: say("database closed"), OnReset: func() { log.Println("configuration read") }},
		srv,
		p.switcher(),
		oslo.Hooks{OnStart: say("ready"), OnStop: say("not ready")},
	)
	service.SetDrainTimeout(25 * time.Second) // less than Kubernetes' grace period
	go func() {                               // ends with ctx
		for {
			select {
			case <-hup:
				service.Reset()
			case <-ctx.Done():
				return
			}
		}
	}()
	return service.Serve(ctx)
}

// backup implements Backup.
type backup struct{}

func (backup) Create(ctx context.Context, volume string) (string, error) {
	select {
	case <-time.After(5 * time.Second):
		return "backup of " + volume, nil
	case <-ctx.Done(): // the drain timeout has passed
		return "", ctx.Err()
	}
}
