package openstack_test

import (
	"context"
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"

	"github.com/oslogen/oslogen/openstack/nova/compute"
)

// host serves one of compute's methods.
type host struct{ compute.UnimplementedCompute }

func (host) GetHostUptime(context.Context, string) (any, error) { return "up 3 days", nil }

// A client that is pinned to a release sends what its servers understand.
func Example() {
	ctx := context.Background()
	tr, err := oslo.Open(ctx, "fake://", fake.Driver())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tr.Close()
	srv := compute.NewComputeServer(tr, "host1", host{})
	if err := srv.Start(ctx); err != nil {
		fmt.Println(err)
		return
	}
	defer srv.Stop(ctx)
	uptime, err := compute.NewComputeClient(tr, oslo.Pin("zed")).GetHostUptime(ctx, "host1")
	fmt.Println(uptime, err)
	// Output: up 3 days <nil>
}
