// Package share is the RPC API of manila.share.rpcapi.ShareAPI, imported from Python.
package share

import (
	"context"
)

// Share holds the requests of manila.share.rpcapi.ShareAPI.
//
//oslo:rpc topic=manila-share version=1.30
type Share interface {
	//oslo:cast since=1.4
	CreateShareInstance(ctx context.Context,
		//oslo:server
		host string,
		shareInstanceID, requestSpec, filterProperties, snapshotID any) error

	//oslo:cast since=1.1
	ManageShare(ctx context.Context,
		//oslo:server
		host string,
		shareID, driverOptions any) error

	//oslo:cast since=1.1
	UnmanageShare(ctx context.Context,
		//oslo:server
		host string,
		shareID any) error

	//oslo:cast since=1.9
	ManageSnapshot(ctx context.Context,
		//oslo:server
		host string,
		snapshotID, driverOptions any) error

	//oslo:cast since=1.9
	UnmanageSnapshot(ctx context.Context,
		//oslo:server
		host string,
		snapshotID any) error

	//oslo:cast since=1.19
	ManageShareServer(ctx context.Context,
		//oslo:server
		host string,
		shareServerID, identifier, driverOpts any) error

	//oslo:cast since=1.19
	UnmanageShareServer(ctx context.Context,
		//oslo:server
		host string,
		shareServerID any, force bool) error

	//oslo:cast since=1.18
	RevertToSnapshot(ctx context.Context,
		//oslo:server
		host string,
		snapshotID, reservations any) error

	//oslo:cast since=1.27
	DeleteShareInstance(ctx context.Context,
		//oslo:server
		host string,
		shareInstanceID any, force, deferredDelete bool) error

	//oslo:cast since=1.15
	MigrationStart(ctx context.Context,
		//oslo:server
		host string,
		shareID, destHost, forceHostAssistedMigration, preserveMetadata, writable, nondisruptive,
		preserveSnapshots, newShareNetworkID, newShareTypeID any) error

	//oslo:cast since=1.21
	ShareServerMigrationStart(ctx context.Context,
		//oslo:server
		host string,
		shareServerID, destHost, writable, nondisruptive, preserveSnapshots, newShareNetworkID any) error

	//oslo:call since=1.21
	ShareServerMigrationCheck(ctx context.Context,
		//oslo:server
		host string,
		shareServerID, destHost, writable, nondisruptive, preserveSnapshots, newShareNetworkID any) (any, error)

	//oslo:cast since=1.21
	ShareServerMigrationCancel(ctx context.Context,
		//oslo:server
		host string,
		srcShareServerID, destShareServerID any) error

	//oslo:call since=1.21
	ShareServerMigrationGetProgress(ctx context.Context,
		//oslo:server
		host string,
		srcShareServerID, destShareServerID any) (any, error)

	//oslo:cast since=1.21
	ShareServerMigrationComplete(ctx context.Context,
		//oslo:server
		host string,
		srcShareServerID, destShareServerID any) error

	//oslo:call since=1.12
	ConnectionGetInfo(ctx context.Context,
		//oslo:server
		host string,
		shareInstanceID any) (any, error)

	//oslo:cast
	DeleteShareServer(ctx context.Context,
		//oslo:server
		host string,
		shareServer any) error

	//oslo:cast
	CreateSnapshot(ctx context.Context,
		//oslo:server
		host string,
		shareID, snapshotID any) error

	//oslo:cast since=1.27
	DeleteSnapshot(ctx context.Context,
		//oslo:server
		host string,
		snapshotID any, force, deferredDelete bool) error

	//oslo:cast since=1.11
	CreateReplicatedSnapshot(ctx context.Context,
		//oslo:server
		host string,
		snapshotID, shareID any) error

	//oslo:cast since=1.11
	DeleteReplicatedSnapshot(ctx context.Context,
		//oslo:server
		host string,
		snapshotID, shareID any, force bool) error

	//oslo:cast since=1.14
	UpdateAccess(ctx context.Context,
		//oslo:server
		host string,
		shareInstanceID any) error

	//oslo:cast since=1.21
	UpdateAccessForInstances(ctx context.Context,
		//oslo:server
		host string,
		shareInstanceIDs, shareServerID any) error

	//oslo:cast fanout
	PublishServiceCapabilities(ctx context.Context) error

	//oslo:call since=1.25
	TransferAccept(ctx context.Context,
		//oslo:server
		host string,
		shareID, newUser, newProject any, clearRules bool) error

	//oslo:cast since=1.2
	ExtendShare(ctx context.Context,
		//oslo:server
		host string,
		shareID, newSize, reservations any) error

	//oslo:cast since=1.3
	ShrinkShare(ctx context.Context,
		//oslo:server
		host string,
		shareID, newSize any) error

	//oslo:cast since=1.16
	CreateShareGroup(ctx context.Context,
		//oslo:server
		host string,
		shareGroupID any) error

	//oslo:cast since=1.16
	DeleteShareGroup(ctx context.Context,
		//oslo:server
		host string,
		shareGroupID any) error

	//oslo:cast since=1.16
	CreateShareGroupSnapshot(ctx context.Context,
		//oslo:server
		host string,
		shareGroupSnapshotID any) error

	//oslo:cast since=1.16
	DeleteShareGroupSnapshot(ctx context.Context,
		//oslo:server
		host string,
		shareGroupSnapshotID any) error

	//oslo:cast since=1.8
	CreateShareReplica(ctx context.Context,
		//oslo:server
		host string,
		shareReplicaID, requestSpec, filterProperties, shareID any) error

	//oslo:cast since=1.8
	DeleteShareReplica(ctx context.Context,
		//oslo:server
		host string,
		shareReplicaID, shareID any, force bool) error

	//oslo:cast
	PromoteShareReplica(ctx context.Context,
		//oslo:server
		host string,
		shareReplicaID, shareID any,
		//oslo:arg since=1.24
		quiesceWaitTime any) error

	//oslo:cast since=1.8
	UpdateShareReplica(ctx context.Context,
		//oslo:server
		host string,
		shareReplicaID, shareID any) error

	//oslo:cast since=1.12
	MigrationComplete(ctx context.Context,
		//oslo:server
		host string,
		srcInstanceID, destInstanceID any) error

	//oslo:cast since=1.12
	MigrationCancel(ctx context.Context,
		//oslo:server
		host string,
		srcInstanceID, destInstanceID any) error

	//oslo:call since=1.12
	MigrationGetProgress(ctx context.Context,
		//oslo:server
		host string,
		srcInstanceID, destInstanceID any) (any, error)

	//oslo:call since=1.12
	ProvideShareServer(ctx context.Context,
		//oslo:server
		host string,
		shareInstanceID, shareNetworkID, snapshotID any) (any, error)

	//oslo:cast
	CreateShareServer(ctx context.Context,
		//oslo:server
		host string,
		shareServerID any,
		//oslo:arg since=1.20
		shareInstanceID any) error

	//oslo:cast since=1.17
	SnapshotUpdateAccess(ctx context.Context,
		//oslo:server
		host string,
		snapshotInstanceID any) error

	//oslo:cast since=1.22
	UpdateShareNetworkSecurityService(ctx context.Context,
		//oslo:server
		host string,
		shareNetworkID, newSecurityServiceID, currentSecurityServiceID any) error

	//oslo:cast since=1.22
	CheckUpdateShareNetworkSecurityService(ctx context.Context,
		//oslo:server
		host string,
		shareNetworkID, newSecurityServiceID, currentSecurityServiceID any) error

	//oslo:cast since=1.23
	CheckUpdateShareServerNetworkAllocations(ctx context.Context,
		//oslo:server
		host string,
		shareNetworkID, newShareNetworkSubnet any) error

	//oslo:cast since=1.23
	UpdateShareServerNetworkAllocations(ctx context.Context,
		//oslo:server
		host string,
		shareNetworkID, newShareNetworkSubnetID any) error

	//oslo:cast since=1.26
	CreateBackup(ctx context.Context,
		//oslo:server
		host string,
		backup any) error

	//oslo:cast since=1.26
	DeleteBackup(ctx context.Context,
		//oslo:server
		host string,
		backup any) error

	//oslo:cast since=1.26
	RestoreBackup(ctx context.Context,
		//oslo:server
		host string,
		backup, shareID any) error

	//oslo:cast since=1.28
	UpdateShareFromMetadata(ctx context.Context,
		//oslo:server
		host string,
		shareID, metadata any) error

	//oslo:cast since=1.30
	UpdateShareNetworkSubnetFromMetadata(ctx context.Context,
		//oslo:server
		host string,
		shareNetworkID, shareNetworkSubnetID, shareServerID, metadata any) error

	//oslo:cast since=1.29
	//oslo:const skip_backend_info_check=true
	EnsureDriverResources(ctx context.Context,
		//oslo:server
		host string) error
}
