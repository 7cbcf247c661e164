// Command versions is a server whose interface has had eight versions, and clients
// of several releases that call it as they do during an upgrade. The interface is in
// package disks: read that first.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/oslogen/oslogen/examples/versions/disks"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
)

// manager implements the newest version alone.
type manager struct {
	disks.UnimplementedDisks
	out io.Writer
}

func (m manager) Attach(_ context.Context, disk, host, mode string) error {
	fmt.Fprintf(m.out, "  server: attach %s to %s, mode %s\n", disk, host, mode)
	return nil
}

func (m manager) Detach(_ context.Context, disk string) error {
	fmt.Fprintf(m.out, "  server: detach %s\n", disk)
	return nil
}

func (m manager) Restore(_ context.Context, disk string, source disks.Source) error {
	fmt.Fprintf(m.out, "  server: restore %s from snapshot %s\n", disk, source.Snapshot)
	return nil
}

func (m manager) Snapshot(_ context.Context, disk string, _ *disks.Limits) (string, error) {
	fmt.Fprintf(m.out, "  server: snapshot of %s\n", disk)
	return "snap-1", nil
}

func main() {
	if err := run(context.Background(), cmp.Or(os.Getenv("OSLO_TRANSPORT_URL"), "fake://"), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "versions:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	defer tr.Close()
	srv := disks.NewDisksServer(tr, "host-1", manager{out: out}, oslo.WithWorkers(1))
	if err := srv.Start(ctx); err != nil {
		return err
	}
	client := disks.NewDisksClient(tr)
	for _, release := range []string{"apple", "cedar", "dogwood", ""} {
		fmt.Fprintf(out, "pinned to %q:\n", release)
		if err = call(ctx, client.With(oslo.Pin(release)), out); err != nil {
			break
		}
	}
	return errors.Join(err, srv.Wait(ctx))
}

// call calls every method that the client's pin allows. A pinned client sends only
// messages that servers of that release understand.
func call(ctx context.Context, c *disks.DisksClient, out io.Writer) error {
	limits := &disks.Limits{Bytes: 1 << 20}
	if !c.CanSend(disks.DisksSnapshotLimits) {
		fmt.Fprintf(out, "  limits need version %s, so there are none\n", disks.DisksSnapshotLimits)
		limits = nil
	}
	_, snapshot := c.Snapshot(ctx, "disk-1", limits)
	for _, err := range []error{
		c.Attach(ctx, "disk-1", "node-2", "rw"),
		c.Detach(ctx, "disk-1"),
		snapshot,
		c.Restore(ctx, "disk-1", disks.Source{Snapshot: "snap-1", Pool: "fast"}),
	} {
		capped, isCapped := errors.AsType[*oslo.VersionCapError](err)
		if err != nil && !isCapped {
			return err
		}
		if isCapped {
			fmt.Fprintf(out, "  client: %v\n", capped)
		}
	}
	return nil
}
