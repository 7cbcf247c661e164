// Command services lists nova's compute services and disables one of them, as
// nova-compute reads and writes its own: by the objects of nova-conductor.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ services [-disable HOST] [-reason TEXT]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/openstackctx"
	"github.com/oslogen/oslogen/runtime/versioned"

	"github.com/oslogen/oslogen/openstack/nova/conductor"
	"github.com/oslogen/oslogen/openstack/nova/objects"
)

func main() {
	host := flag.String("disable", "", "disable the compute service of this host")
	reason := flag.String("reason", "disabled from Go", "why")
	flag.Parse()
	if err := run(context.Background(), os.Getenv("OSLO_TRANSPORT_URL"), *host, *reason, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "services:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url, host, reason string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	defer tr.Close()
	ctx, err = openstackctx.With(ctx, openstackctx.Context{IsAdmin: true})
	if err != nil {
		return err
	}
	c := conductor.NewConductorClient(tr, oslo.WithMandatory())
	list, err := list(ctx, c)
	if err != nil {
		return err
	}
	for i := range list {
		if s := &list[i]; s.Host != nil && *s.Host == host {
			if err := disable(ctx, c, s, reason); err != nil {
				return err
			}
		}
	}
	for _, s := range list {
		fmt.Fprintf(out, "%s disabled=%v reason=%q\n", text(s.Host), s.Disabled, text(s.DisabledReason))
	}
	return nil
}

// list calls ServiceList.get_by_binary in the conductor. The conductor answers
// with objects of the versions that it is told, or older ones.
func list(ctx context.Context, c conductor.Conductor) ([]objects.Service, error) {
	versions := manifest(objects.ServiceList{}, objects.Service{}, objects.ComputeNode{}, objects.HVSpec{},
		objects.PciDevicePoolList{}, objects.PciDevicePool{})
	args, kwargs := []any{"nova-compute"}, map[string]any{"include_disabled": true}
	result, err := c.ObjectClassActionVersions(ctx, "ServiceList", "get_by_binary", versions, args, kwargs)
	if err != nil {
		return nil, err
	}
	var services objects.ServiceList
	err = read(result, &services)
	return services.Objects, err
}

// disable calls service.save() in the conductor, with the fields that changed.
func disable(ctx context.Context, c conductor.Conductor, s *objects.Service, reason string) error {
	s.Disabled, s.DisabledReason = true, &reason
	s.Set("disabled", "disabled_reason")
	_, err := c.ObjectAction(ctx, s, "save", []any{}, map[string]any{})
	s.ResetChanges()
	return err
}

// manifest lists the versions of the objects that this program reads.
func manifest(list ...versioned.Object) map[string]string {
	versions := map[string]string{}
	for _, o := range list {
		t := o.VersionedObject()
		versions[t.Name] = t.Version
	}
	return versions
}

// read turns the result of a generic call into a type.
func read(result, v any) error {
	raw, err := versioned.Marshal(result)
	if err != nil {
		return err
	}
	return versioned.Unmarshal(raw, v)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
