// Package scheduler is the RPC API of manila.scheduler.rpcapi.SchedulerAPI, imported from Python.
package scheduler

import (
	"context"
)

// Scheduler holds the requests of manila.scheduler.rpcapi.SchedulerAPI.
//
//oslo:rpc topic=manila-scheduler version=1.11
type Scheduler interface {
	//oslo:cast since=1.2
	CreateShareInstance(ctx context.Context, requestSpec, filterProperties any) error

	//oslo:cast fanout
	UpdateServiceCapabilities(ctx context.Context, serviceName, host, capabilities any,
		//oslo:arg since=1.10
		timestamp any) error

	//oslo:call since=1.1
	GetPools(ctx context.Context, filters any,
		//oslo:arg since=1.9
		cached bool) (any, error)

	//oslo:cast since=1.8
	CreateShareGroup(ctx context.Context, shareGroupID, requestSpec, filterProperties any) error

	//oslo:cast since=1.7
	MigrateShareToHost(ctx context.Context, shareID, host, forceHostAssistedMigration,
		preserveMetadata, writable, nondisruptive, preserveSnapshots, newShareNetworkID,
		newShareTypeID, requestSpec, filterProperties any) error

	//oslo:cast since=1.5
	CreateShareReplica(ctx context.Context, requestSpec, filterProperties any) error

	//oslo:cast since=1.6
	ManageShare(ctx context.Context, shareID, driverOptions, requestSpec, filterProperties any) error

	//oslo:cast since=1.11
	ExtendShare(ctx context.Context, shareID, newSize, reservations, requestSpec,
		filterProperties any) error
}
