package services

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/openstack/nova/base"
)

// Nova starts nova-conductor.
func (c *Cloud) Nova(tb testing.TB) *Service {
	tb.Helper()
	s := c.service(tb, "nova")
	s.databases(tb, "nova", func() {
		s.Python(tb, "nova-manage", "api_db", "sync")
		s.Python(tb, "nova-manage", "db", "sync", "--local_cell")
	})
	s.start(tb, "nova-conductor")
	client := base.NewBaseClient(c.Open(tb), oslo.WithMandatory())
	s.await(tb, func(ctx context.Context) error {
		_, err := client.Ping(ctx, "ready?")
		return err
	})
	return s
}
