// Package api has an annotated interface and its generated code. Package demo
// serves and calls it.
package api

import (
	"context"
	"fmt"
	"time"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// Compute is served by every hypervisor host.
//
//oslo:rpc topic=demo_compute namespace=compute version=6.3 exchange=demo
//oslo:error demo.exception.InstanceNotFound *InstanceNotFound expected
type Compute interface {
	// Reboot restarts an instance and waits for it.
	//
	//oslo:call timeout=30m monitor=60s
	Reboot(ctx context.Context, instance Instance, rebootType RebootType) (Outcome, error)

	// Uptime says how long the host has been up.
	//
	//oslo:call since=6.2
	Uptime(ctx context.Context) (string, error)

	// RefreshRules makes one host read the rules of security groups again.
	//
	//oslo:cast
	RefreshRules(ctx context.Context, groupIDs []string) error

	// RefreshCache makes every host read images again.
	//
	//oslo:cast fanout since=6.1
	RefreshCache(ctx context.Context, imageIDs []string) error
}

// Instance is a virtual machine.
type Instance struct {
	UUID     string   `json:"uuid"`
	Name     string   `json:"name"`
	Networks []string `json:"networks"`
}

// RebootType is how an instance is restarted.
type RebootType string

// The ways to restart an instance.
const (
	Soft RebootType = "SOFT" // the guest is asked
	Hard RebootType = "HARD" // the power is cut
)

// Outcome is the result of a reboot.
type Outcome struct {
	Host       string    `json:"host"`
	State      string    `json:"state"`
	LaunchedAt time.Time `json:"launched_at"`
}

// InstanceNotFound is the error of a reboot on a host without the instance.
// Python peers know it as demo.exception.InstanceNotFound. Its fields are the
// exception's kwargs.
type InstanceNotFound struct {
	InstanceID string `json:"instance_id"`
}

func (e *InstanceNotFound) Error() string {
	return fmt.Sprintf("instance %s could not be found", e.InstanceID)
}
