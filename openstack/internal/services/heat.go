package services

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/openstack/heat/engine"
)

// Heat starts heat-engine.
func (c *Cloud) Heat(tb testing.TB) *Service {
	tb.Helper()
	s := c.service(tb, "heat")
	s.databases(tb, "heat", func() { s.Python(tb, "heat-manage", "db_sync") })
	s.start(tb, "heat-engine")
	client := engine.NewEngineClient(c.Open(tb), oslo.WithMandatory())
	s.await(tb, func(ctx context.Context) error {
		_, err := client.ListServices(ctx)
		return err
	})
	return s
}
