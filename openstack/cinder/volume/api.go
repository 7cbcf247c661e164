// Package volume is the RPC API of cinder.volume.rpcapi.VolumeAPI, imported from Python.
package volume

import (
	"context"
)

// Volume holds the requests of cinder.volume.rpcapi.VolumeAPI.
//
//oslo:rpc topic=cinder-volume version=3.20
type Volume interface {
	//oslo:cast topic=cinder-volume.{host}
	CreateVolume(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		requestSpec, filterProperties map[string]any, allowReschedule bool, volume any) error

	//oslo:cast since=3.15 topic=cinder-volume.{host}
	RevertToSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume, snapshot any) error

	//oslo:cast topic=cinder-volume.{host}
	DeleteVolume(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume any, unmanageOnly, cascade bool) error

	//oslo:cast topic=cinder-volume.{host}
	CreateSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshot any) error

	//oslo:cast topic=cinder-volume.{host}
	DeleteSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshot any, unmanageOnly bool) error

	//oslo:call topic=cinder-volume.{host}
	AttachVolume(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID, instanceUUID, hostName, mountpoint, mode any,
		//oslo:arg since=3.3 below=drop
		volume any) (any, error)

	//oslo:call topic=cinder-volume.{host}
	DetachVolume(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID, attachmentID any,
		//oslo:arg since=3.4 below=drop
		volume any) (any, error)

	//oslo:cast topic=cinder-volume.{host}
	CopyVolumeToImage(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID, imageMeta any) error

	//oslo:call topic=cinder-volume.{host}
	InitializeConnection(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		connector, volume any) (any, error)

	//oslo:call topic=cinder-volume.{host}
	TerminateConnection(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID, connector any, force bool) (any, error)

	//oslo:call topic=cinder-volume.{host}
	RemoveExport(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID any) error

	//oslo:cast name=remove_export topic=cinder-volume.{host}
	RemoveExportCast(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID any) error

	//oslo:cast fanout
	PublishServiceCapabilities(ctx context.Context) error

	//oslo:call topic=cinder-volume.{host}
	AcceptTransfer(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volumeID, newUser, newProject any,
		//oslo:arg since=3.16 below=drop
		noSnapshots bool) (any, error)

	//oslo:cast topic=cinder-volume.{host}
	ExtendVolume(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume, newSize, reservations any) error

	//oslo:cast since=3.19 topic=cinder-volume.{host}
	ExtendVolumeCompletion(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume, newSize, reservations, error_ any) error

	//oslo:cast topic=cinder-volume.{host2}
	MigrateVolume(ctx context.Context,
		//oslo:topic
		host2 string,
		//oslo:server
		server string,
		volume any, host map[string]any, forceHostCopy any) error

	//oslo:call topic=cinder-volume.{host}
	MigrateVolumeCompletion(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume, newVolume, error_ any) (any, error)

	//oslo:cast topic=cinder-volume.{host2}
	Retype(ctx context.Context,
		//oslo:topic
		host2 string,
		//oslo:server
		server string,
		volume, newTypeID any, host map[string]any, migrationPolicy string, reservations,
		oldReservations any) error

	//oslo:cast topic=cinder-volume.{host}
	ManageExisting(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		ref, volume any) error

	//oslo:call topic=cinder-volume.{host}
	UpdateMigratedVolume(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume, newVolume, volumeStatus any) error

	//oslo:call topic=cinder-volume.{host}
	FreezeHost(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string) (any, error)

	//oslo:call topic=cinder-volume.{host}
	ThawHost(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string) (any, error)

	//oslo:cast was=failover_host renamed=3.8 topic=cinder-volume.{host}
	Failover(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		secondaryBackendID any) error

	//oslo:cast fanout since=3.8 topic=cinder-volume.{host}
	FailoverCompleted(ctx context.Context,
		//oslo:topic
		host string,
		updates any) error

	//oslo:cast topic=cinder-volume.{host}
	ManageExistingSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshot, ref any) error

	//oslo:call topic=cinder-volume.{host}
	GetCapabilities(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		discover any) (any, error)

	//oslo:cast since=3.17 topic=cinder-volume.{host}
	//oslo:const want_objects=true
	//oslo:const async_call=true
	GetBackupDevice(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		backup any) error

	//oslo:call name=get_backup_device until=3.16 topic=cinder-volume.{host} only=client
	GetBackupDeviceCall(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		backup any,
		//oslo:arg since=3.2 below=drop
		wantObjects bool) (any, error)

	//oslo:call topic=cinder-volume.{host}
	SecureFileOperationsEnabled(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume any) (any, error)

	//oslo:call topic=cinder-volume.{host}
	GetManageableVolumes(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		marker, limit, offset, sortKeys, sortDirs any,
		//oslo:arg since=3.10 below=drop
		wantObjects bool) (any, error)

	//oslo:call topic=cinder-volume.{host}
	GetManageableSnapshots(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		marker, limit, offset, sortKeys, sortDirs any,
		//oslo:arg since=3.10 below=drop
		wantObjects bool) (any, error)

	//oslo:cast topic=cinder-volume.{host}
	CreateGroup(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group any) error

	//oslo:cast topic=cinder-volume.{host}
	DeleteGroup(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group any) error

	//oslo:cast topic=cinder-volume.{host}
	UpdateGroup(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group, addVolumes, removeVolumes any) error

	//oslo:cast topic=cinder-volume.{host}
	CreateGroupFromSrc(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group, groupSnapshot, sourceGroup any) error

	//oslo:cast topic=cinder-volume.{host}
	CreateGroupSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		groupSnapshot any) error

	//oslo:cast topic=cinder-volume.{host}
	DeleteGroupSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		groupSnapshot any) error

	//oslo:call since=3.13 topic=cinder-volume.{host}
	InitializeConnectionSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshotID, connector any) (any, error)

	//oslo:call since=3.13 topic=cinder-volume.{host}
	TerminateConnectionSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshotID, connector any, force bool) (any, error)

	//oslo:call since=3.13 topic=cinder-volume.{host}
	RemoveExportSnapshot(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshotID any) error

	//oslo:cast name=remove_export_snapshot since=3.13 topic=cinder-volume.{host}
	RemoveExportSnapshotCast(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		snapshotID any) error

	//oslo:call since=3.9 topic=cinder-volume.{host}
	AttachmentUpdate(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		vref, connector, attachmentID any) (any, error)

	//oslo:call since=3.9 topic=cinder-volume.{host}
	AttachmentDelete(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		attachmentID, vref any) (any, error)

	//oslo:cast since=3.7 topic=cinder-volume.{host}
	DoCleanup(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		cleanupRequest any) error

	//oslo:cast since=3.12 topic=cinder-volume.{host}
	SetLogLevels(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		logRequest any) error

	//oslo:call since=3.12 topic=cinder-volume.{host}
	GetLogLevels(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		logRequest any) (any, error)

	//oslo:cast since=3.14 topic=cinder-volume.{host}
	EnableReplication(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group any) error

	//oslo:cast since=3.14 topic=cinder-volume.{host}
	DisableReplication(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group any) error

	//oslo:cast since=3.14 topic=cinder-volume.{host}
	FailoverReplication(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group any, allowAttachedVolume bool, secondaryBackendID any) error

	//oslo:call since=3.14 topic=cinder-volume.{host}
	ListReplicationTargets(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		group any) (any, error)

	//oslo:cast since=3.18 topic=cinder-volume.{host}
	Reimage(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		volume, imageMeta any,
		//oslo:arg since=3.20 below=drop
		imageSnap any) error
}
