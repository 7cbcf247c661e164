// Package api has one of everything that is common.
package api

import "context"

// Instance is a server of a customer.
type Instance struct {
	UUID string `json:"uuid"`
	Host string `json:"host"`
}

// RebootType says how hard.
type RebootType string

// Outcome is what became of it.
type Outcome struct {
	State string `json:"state"`
}

// Compute is served by every hypervisor host.
//
//oslo:rpc topic=compute namespace=compute version=6.3 exchange=nova
type Compute interface {
	// Reboot restarts the instance and waits for it.
	//
	//oslo:call timeout=30m monitor=60s
	Reboot(ctx context.Context, instance Instance, rebootType RebootType) (Outcome, error)

	//oslo:cast
	RefreshRules(ctx context.Context, groupIDs []string) error

	// RefreshCache drops images from the cache of every host.
	//
	//oslo:cast fanout since=6.1
	RefreshCache(ctx context.Context, imageIDs []string) error
}
