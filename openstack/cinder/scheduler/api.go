// Package scheduler is the RPC API of cinder.scheduler.rpcapi.SchedulerAPI, imported from Python.
package scheduler

import (
	"context"
)

// Scheduler holds the requests of cinder.scheduler.rpcapi.SchedulerAPI.
//
//oslo:rpc topic=cinder-scheduler version=3.12
type Scheduler interface {
	//oslo:cast
	CreateGroup(ctx context.Context, group, groupSpec any, requestSpecList []any,
		groupFilterProperties, filterPropertiesList any) error

	//oslo:cast
	CreateVolume(ctx context.Context, snapshotID, imageID, requestSpec, filterProperties,
		volume any,
		//oslo:arg since=3.10 below=drop
		backupID any) error

	//oslo:call since=3.8
	ValidateHostCapacity(ctx context.Context, requestSpec, filterProperties, backend any) (any, error)

	//oslo:cast since=3.9
	CreateSnapshot(ctx context.Context, requestSpec, filterProperties, volume, snapshot,
		backend any) error

	//oslo:cast was=migrate_volume_to_host renamed=3.3
	MigrateVolume(ctx context.Context, requestSpec, filterProperties, volume any,
		//oslo:arg was=host renamed=3.3
		backend any,
		//oslo:arg was=force_host_copy renamed=3.3
		forceCopy bool) error

	//oslo:cast
	Retype(ctx context.Context, requestSpec, filterProperties, volume any) error

	//oslo:cast
	ManageExisting(ctx context.Context, requestSpec, filterProperties, volume any) error

	//oslo:cast since=3.11
	ManageExistingSnapshot(ctx context.Context, requestSpec, filterProperties, volume, snapshot,
		ref any) error

	//oslo:cast since=3.2
	ExtendVolume(ctx context.Context, volume, newSize, reservations, requestSpec,
		filterProperties any) error

	//oslo:call
	GetPools(ctx context.Context, filters any) (any, error)

	//oslo:cast fanout
	UpdateServiceCapabilities(ctx context.Context, serviceName, host, capabilities any,
		//oslo:arg since=3.3 below=drop
		clusterName any,
		//oslo:arg since=3.3 below=drop
		timestamp any) error

	//oslo:cast since=3.1
	NotifyServiceCapabilities(ctx context.Context, serviceName, capabilities any,
		//oslo:arg was=host renamed=3.5
		backend any,
		//oslo:arg since=3.5 below=drop
		timestamp any) error

	//oslo:call since=3.4
	WorkCleanup(ctx context.Context, cleanupRequest any) (any, error)

	//oslo:cast since=3.4
	DoCleanup(ctx context.Context, cleanupRequest any) error

	//oslo:cast since=3.7
	SetLogLevels(ctx context.Context,
		//oslo:server
		host string,
		logRequest any) error

	//oslo:call since=3.7
	GetLogLevels(ctx context.Context,
		//oslo:server
		host string,
		logRequest any) (any, error)

	//oslo:cast since=3.12
	CreateBackup(ctx context.Context, backup any) error
}
