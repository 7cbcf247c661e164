// Command collector listens to the notifications of a cloud and prints them, as a
// telemetry service would store them.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ collector
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
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/versioned"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	tr, err := oslo.Open(ctx, os.Getenv("OSLO_TRANSPORT_URL"), amqp.Driver(), oslo.WithLogger(slog.Default()))
	if err == nil {
		err = errors.Join(newCollector(tr, os.Stdout).Serve(ctx), tr.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "collector:", err)
		os.Exit(1)
	}
}

// newCollector makes a listener for the notifications of Nova and Neutron, in
// the old form and in the versioned one.
func newCollector(tr oslo.Transport, out io.Writer) *notify.Listener {
	targets := []oslo.Target{
		{Exchange: "nova", Topic: "notifications"},
		{Exchange: "nova", Topic: "versioned_notifications"},
		{Exchange: "neutron", Topic: "notifications"},
	}
	l := notify.NewListener(tr, targets,
		notify.WithPool("go-collector"),             // so that other listeners get everything, too
		notify.WithRequeue(18, time.Second),         // when the database is away, for 13 minutes
		notify.WithBatch(100, 500*time.Millisecond), // one transaction for many
		notify.WithWorkers(1))
	l.Handle(
		notify.Event{Type: "service.update", Run: func(_ context.Context, in *notify.Incoming) error {
			return service(out, in)
		}},
		notify.Event{
			Priorities: []notify.Priority{notify.PriorityInfo, notify.PriorityError},
			Filter:     notify.Filter{EventType: `compute\.instance\..*\.end$`},
			RunBatch: func(_ context.Context, batch []*notify.Incoming) error {
				return instances(out, batch)
			},
		},
	)
	return l
}

// serviceStatus is the part of Nova's ServiceStatusPayload that is wanted here.
type serviceStatus struct {
	Host     string `json:"host"`
	Binary   string `json:"binary"`
	Disabled bool   `json:"disabled"`
}

// VersionedObject implements versioned.Object.
func (serviceStatus) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ServiceStatusPayload", "1.0")
}

func service(out io.Writer, in *notify.Incoming) error {
	var status serviceStatus
	if err := in.Decode(&status); err != nil {
		return err // dropped, not tried again
	}
	_, err := fmt.Fprintf(out, "service %s on %s, disabled: %v\n", status.Binary, status.Host, status.Disabled)
	return err
}

// instances stores the state of some instances, all or none. It skips
// unreadable ones, because an error would end the whole batch.
func instances(out io.Writer, batch []*notify.Incoming) error {
	for _, in := range batch {
		var payload struct {
			ID    string `json:"instance_id"`
			State string `json:"state"`
		}
		if err := in.Decode(&payload); err != nil {
			fmt.Fprintln(os.Stderr, "collector:", err)
			continue
		}
		if _, err := fmt.Fprintf(out, "%s: instance %s is %s\n", in.EventType, payload.ID, payload.State); err != nil {
			return err
		}
	}
	return nil
}
