package services

import (
	"context"
	"testing"
)

// Neutron starts neutron-server with the ML2 plugin, and without
// authentication.
func (c *Cloud) Neutron(tb testing.TB) *Service {
	tb.Helper()
	s := c.service(tb, "neutron")
	s.write(tb, "api-paste.ini")
	s.databases(tb, "neutron", func() { s.Python(tb, "neutron_tables.py", "sqlite:///"+s.Dir+"/neutron.sqlite") })
	s.start(tb, "neutron-server")
	s.await(tb, func(ctx context.Context) error { return answers(ctx, s.API+"/v2.0/agents") })
	return s
}
