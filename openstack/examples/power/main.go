// Command power power-cycles a node of ironic, and waits until it is on again.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ power NODE CONDUCTOR
//
// The conductor is the host that has the node in its care. Ironic sends the
// notifications that the program waits for with notification_level=info.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/openstackctx"

	"github.com/oslogen/oslogen/openstack/ironic/conductor"
	"github.com/oslogen/oslogen/openstack/ironic/events"
)

// patience is how long a node may take.
const patience = 5 * time.Minute

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: power NODE CONDUCTOR")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Getenv("OSLO_TRANSPORT_URL"), os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "power:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url, node, host string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	defer tr.Close()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ctx, err = openstackctx.With(ctx, openstackctx.Context{IsAdmin: true})
	if err != nil {
		return err
	}
	return cycle(ctx, tr, node, host, out)
}

// cycle listens before it asks, so that it misses no notification.
func cycle(ctx context.Context, tr oslo.Transport, node, host string, out io.Writer) error {
	w := &watcher{node: node, out: out, done: make(chan error, 1)}
	l := events.NewNodeSetPowerStateNotificationListener(tr, w, notify.WithPool("go-power-"+node), notify.WithWorkers(1))
	if err := l.Start(ctx); err != nil {
		return err
	}
	defer l.Stop(context.WithoutCancel(ctx)) //nolint:errcheck // the result is known by then

	c := conductor.NewConductorClient(tr, oslo.WithMandatory())
	if _, err := c.ChangeNodePowerState(ctx, conductor.ConductorTopic, host, node, "rebooting", nil); err != nil {
		return err
	}
	select {
	case err := <-w.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// watcher hears how the node is doing.
type watcher struct {
	node string
	out  io.Writer
	done chan error
}

func (w *watcher) BaremetalNodePowerSetStart(_ context.Context, p events.NodeSetPowerStatePayload) error {
	if p.UUID == w.node {
		fmt.Fprintf(w.out, "%s: from %s to %s\n", w.node, text(p.PowerState), text(p.ToPower))
	}
	return nil
}

func (w *watcher) BaremetalNodePowerSetEnd(_ context.Context, p events.NodeSetPowerStatePayload) error {
	if p.UUID == w.node {
		fmt.Fprintf(w.out, "%s: %s\n", w.node, text(p.PowerState))
		w.end(nil)
	}
	return nil
}

func (w *watcher) BaremetalNodePowerSetError(_ context.Context, p events.NodeSetPowerStatePayload) error {
	if p.UUID == w.node {
		w.end(errors.New("ironic could not switch the node: " + text(p.LastError)))
	}
	return nil
}

// end tells run once. A later notification changes nothing.
func (w *watcher) end(err error) {
	select {
	case w.done <- err:
	default:
	}
}

func text(s *string) string {
	if s == nil {
		return "unknown"
	}
	return *s
}
