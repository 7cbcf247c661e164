package services

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/openstack/ironic/conductor"
)

// Ironic starts ironic-conductor with fake hardware.
func (c *Cloud) Ironic(tb testing.TB) *Service {
	tb.Helper()
	s := c.service(tb, "ironic")
	s.databases(tb, "ironic", func() { s.Python(tb, "ironic-dbsync", "create_schema") })
	s.start(tb, "ironic-conductor")
	client := conductor.NewConductorClient(c.Open(tb), oslo.WithMandatory())
	s.await(tb, func(ctx context.Context) error {
		_, err := client.GetDriverProperties(ctx, conductor.ConductorTopic, s.Host, "fake-hardware")
		return err
	})
	return s
}
