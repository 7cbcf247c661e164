// Package conductor is the RPC API of nova.conductor.rpcapi.ComputeTaskAPI, imported from Python.
package conductor

import (
	"context"
	"errors"
)

// Errors that servers answer with on purpose.
var (
	ErrNoValidHost                 = errors.New("no valid host")
	ErrComputeServiceUnavailable   = errors.New("compute service unavailable")
	ErrComputeHostNotFound         = errors.New("compute host not found")
	ErrInvalidHypervisorType       = errors.New("invalid hypervisor type")
	ErrInvalidCPUInfo              = errors.New("invalid cpu info")
	ErrUnableToMigrateToSelf       = errors.New("unable to migrate to self")
	ErrDestinationHypervisorTooOld = errors.New("destination hypervisor too old")
	ErrInvalidLocalStorage         = errors.New("invalid local storage")
	ErrInvalidSharedStorage        = errors.New("invalid shared storage")
	ErrHypervisorUnavailable       = errors.New("hypervisor unavailable")
	ErrInstanceInvalidState        = errors.New("instance invalid state")
	ErrMigrationPreCheckError      = errors.New("migration pre check error")
	ErrUnsupportedPolicyException  = errors.New("unsupported policy exception")
)

// ComputeTask holds the requests of nova.conductor.rpcapi.ComputeTaskAPI.
//
//oslo:rpc topic=conductor namespace=compute_task exchange=nova version=1.26
//oslo:error nova.exception.NoValidHost ErrNoValidHost expected
//oslo:error nova.exception.ComputeServiceUnavailable ErrComputeServiceUnavailable expected
//oslo:error nova.exception.ComputeHostNotFound ErrComputeHostNotFound expected
//oslo:error nova.exception.InvalidHypervisorType ErrInvalidHypervisorType expected
//oslo:error nova.exception.InvalidCPUInfo ErrInvalidCPUInfo expected
//oslo:error nova.exception.UnableToMigrateToSelf ErrUnableToMigrateToSelf expected
//oslo:error nova.exception.DestinationHypervisorTooOld ErrDestinationHypervisorTooOld expected
//oslo:error nova.exception.InvalidLocalStorage ErrInvalidLocalStorage expected
//oslo:error nova.exception.InvalidSharedStorage ErrInvalidSharedStorage expected
//oslo:error nova.exception.HypervisorUnavailable ErrHypervisorUnavailable expected
//oslo:error nova.exception.InstanceInvalidState ErrInstanceInvalidState expected
//oslo:error nova.exception.MigrationPreCheckError ErrMigrationPreCheckError expected
//oslo:error nova.exception.UnsupportedPolicyException ErrUnsupportedPolicyException expected
type ComputeTask interface {
	//oslo:cast since=1.15
	LiveMigrateInstance(ctx context.Context, instance, schedulerHint, blockMigration,
		diskOverCommit, requestSpec any) error

	//oslo:cast since=1.4
	MigrateServer(ctx context.Context, instance, schedulerHint, live, rebuild, flavor,
		blockMigration, diskOverCommit, reservations any,
		//oslo:arg since=1.11 default=true below=drop
		cleanShutdown bool,
		//oslo:arg since=1.13 below=drop
		requestSpec any,
		//oslo:arg since=1.20 below=drop
		hostList any) error

	//oslo:call name=migrate_server since=1.4 timeout=30m monitor=60s
	MigrateServerCall(ctx context.Context, instance, schedulerHint, live, rebuild, flavor,
		blockMigration, diskOverCommit, reservations any,
		//oslo:arg since=1.11 default=true below=drop
		cleanShutdown bool,
		//oslo:arg since=1.13 below=drop
		requestSpec any,
		//oslo:arg since=1.20 below=drop
		hostList any) (any, error)

	//oslo:cast since=1.5
	BuildInstances(ctx context.Context, instances, image, filterProperties, adminPassword,
		injectedFiles, requestedNetworks, securityGroups any,
		//oslo:arg since=1.18 below=drop
		requestSpec any,
		//oslo:arg since=1.19 below=drop
		hostLists any,
		//oslo:arg until=1.6
		blockDeviceMapping any,
		//oslo:arg until=1.6
		legacyBdm bool) error

	//oslo:cast since=1.16
	ScheduleAndBuildInstances(ctx context.Context, buildRequests, requestSpecs, image,
		adminPassword, injectedFiles, requestedNetworks, blockDeviceMapping any,
		//oslo:arg since=1.17 below=drop
		tags any) error

	//oslo:cast since=1.3
	UnshelveInstance(ctx context.Context, instance any,
		//oslo:arg since=1.14 below=drop
		requestSpec any) error

	//oslo:cast since=1.8
	RebuildInstance(ctx context.Context, instance, newPass, injectedFiles, imageRef,
		origImageRef, origSysMetadata, bdms any, recreate, onSharedStorage, preserveEphemeral bool,
		host any,
		//oslo:arg since=1.12 below=drop
		requestSpec any,
		//oslo:arg since=1.24
		reimageBootVolume bool,
		//oslo:arg since=1.25
		targetState any) error

	//oslo:cast since=1.21
	CacheImages(ctx context.Context, aggregate, imageIDs any) error

	//oslo:cast since=1.22
	ConfirmSnapshotBasedResize(ctx context.Context, instance, migration any) error

	//oslo:call name=confirm_snapshot_based_resize since=1.22
	ConfirmSnapshotBasedResizeCall(ctx context.Context, instance, migration any) (any, error)

	//oslo:cast since=1.23
	RevertSnapshotBasedResize(ctx context.Context, instance, migration any) error

	//oslo:cast since=1.26
	AttachVolume(ctx context.Context, instance, volume, device, diskBus, deviceType, tag any,
		supportsMultiattach, deleteOnTermination bool) error

	//oslo:call name=attach_volume since=1.26 timeout=30m monitor=60s
	AttachVolumeCall(ctx context.Context, instance, volume, device, diskBus, deviceType, tag any,
		supportsMultiattach, deleteOnTermination bool) (any, error)
}
