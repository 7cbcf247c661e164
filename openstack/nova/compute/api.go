// Package compute is the RPC API of nova.compute.rpcapi.ComputeAPI, imported from Python.
package compute

import (
	"context"
	"errors"
)

// Errors that servers answer with on purpose.
var (
	ErrInvalid                                = errors.New("invalid")
	ErrNotImplementedError                    = errors.New("not implemented error")
	ErrConsoleNotAvailable                    = errors.New("console not available")
	ErrInstanceNotFound                       = errors.New("instance not found")
	ErrConsoleTypeInvalid                     = errors.New("console type invalid")
	ErrInstanceNotReady                       = errors.New("instance not ready")
	ErrConsoleTypeUnavailable                 = errors.New("console type unavailable")
	ErrSocketPortRangeExhaustedException      = errors.New("socket port range exhausted exception")
	ErrImageSerialPortNumberInvalid           = errors.New("image serial port number invalid")
	ErrImageSerialPortNumberExceedFlavorValue = errors.New("image serial port number exceed flavor value")
	ErrMigrationPreCheckError                 = errors.New("migration pre check error")
	ErrInstancePowerOffFailure                = errors.New("instance power off failure")
	ErrVTPMSecretForbidden                    = errors.New("vtpm secret forbidden")
	ErrPreserveEphemeralNotSupported          = errors.New("preserve ephemeral not supported")
	ErrBuildAbortException                    = errors.New("build abort exception")
	ErrInstanceQuiesceNotSupported            = errors.New("instance quiesce not supported")
	ErrQemuGuestAgentNotEnabled               = errors.New("qemu guest agent not enabled")
	ErrNovaException                          = errors.New("nova exception")
	ErrTriggerCrashDumpNotSupported           = errors.New("trigger crash dump not supported")
	ErrInstanceNotRunning                     = errors.New("instance not running")
)

// Compute holds the requests of nova.compute.rpcapi.ComputeAPI.
//
//oslo:rpc topic=compute exchange=nova version=6.5 also=5.13
//oslo:error nova.exception.Invalid ErrInvalid expected
//oslo:error builtins.NotImplementedError ErrNotImplementedError expected
//oslo:error nova.exception.ConsoleNotAvailable ErrConsoleNotAvailable expected
//oslo:error nova.exception.InstanceNotFound ErrInstanceNotFound expected
//oslo:error nova.exception.ConsoleTypeInvalid ErrConsoleTypeInvalid expected
//oslo:error nova.exception.InstanceNotReady ErrInstanceNotReady expected
//oslo:error nova.exception.ConsoleTypeUnavailable ErrConsoleTypeUnavailable expected
//oslo:error nova.exception.SocketPortRangeExhaustedException ErrSocketPortRangeExhaustedException expected
//oslo:error nova.exception.ImageSerialPortNumberInvalid ErrImageSerialPortNumberInvalid expected
//oslo:error nova.exception.ImageSerialPortNumberExceedFlavorValue ErrImageSerialPortNumberExceedFlavorValue expected
//oslo:error nova.exception.MigrationPreCheckError ErrMigrationPreCheckError expected
//oslo:error nova.exception.InstancePowerOffFailure ErrInstancePowerOffFailure expected
//oslo:error nova.exception.VTPMSecretForbidden ErrVTPMSecretForbidden expected
//oslo:error nova.exception.PreserveEphemeralNotSupported ErrPreserveEphemeralNotSupported expected
//oslo:error nova.exception.BuildAbortException ErrBuildAbortException expected
//oslo:error nova.exception.InstanceQuiesceNotSupported ErrInstanceQuiesceNotSupported expected
//oslo:error nova.exception.QemuGuestAgentNotEnabled ErrQemuGuestAgentNotEnabled expected
//oslo:error nova.exception.NovaException ErrNovaException expected
//oslo:error nova.exception.TriggerCrashDumpNotSupported ErrTriggerCrashDumpNotSupported expected
//oslo:error nova.exception.InstanceNotRunning ErrInstanceNotRunning expected
//oslo:release queens=5.0 rocky=5.0 stein=5.1 train=5.3 ussuri=5.11 victoria=5.12 wallaby=6.0 xena=6.0 yoga=6.0 zed=6.1 antelope=6.2 bobcat=6.2 caracal=6.3 dalmatian=6.3 epoxy=6.4 flamingo=6.4 gazpacho=6.5 hibiscus=6.5
type Compute interface {
	//oslo:cast
	AddFixedIPToInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, networkID any) error

	//oslo:call
	AttachInterface(ctx context.Context,
		//oslo:server
		host string,
		instance, networkID, portID, requestedIP, tag any) (any, error)

	//oslo:cast
	AttachVolume(ctx context.Context,
		//oslo:server
		host string,
		instance, bdm any) error

	//oslo:call timeout=30m monitor=60s
	CheckCanLiveMigrateDestination(ctx context.Context,
		//oslo:server
		destination string,
		instance, blockMigration, diskOverCommit any,
		//oslo:arg since=5.3 below=drop
		migration any,
		//oslo:arg since=5.3 below=drop
		limits any) (any, error)

	//oslo:call
	CheckCanLiveMigrateSource(ctx context.Context,
		//oslo:server
		host string,
		instance, destCheckData any) (any, error)

	//oslo:call topic=compute-alt
	CheckInstanceSharedStorage(ctx context.Context,
		//oslo:server
		host string,
		data any,
		//oslo:arg until=5.13
		instance any) (any, error)

	//oslo:cast
	ConfirmResize(ctx context.Context,
		//oslo:server
		host string,
		instance, migration any) error

	//oslo:call name=confirm_resize
	ConfirmResizeCall(ctx context.Context,
		//oslo:server
		host string,
		instance, migration any) (any, error)

	//oslo:call since=5.8 timeout=30m monitor=60s
	ConfirmSnapshotBasedResizeAtSource(ctx context.Context,
		//oslo:server
		sourceCompute string,
		instance, migration any) (any, error)

	//oslo:cast
	DetachInterface(ctx context.Context,
		//oslo:server
		host string,
		instance, portID any) error

	//oslo:cast
	DetachVolume(ctx context.Context,
		//oslo:server
		host string,
		instance, volumeID, attachmentID any) error

	//oslo:cast topic=compute-alt
	FinishResize(ctx context.Context,
		//oslo:server
		host string,
		instance, migration, image, diskInfo any,
		//oslo:arg since=5.2 below=drop
		requestSpec any) error

	//oslo:cast topic=compute-alt
	FinishRevertResize(ctx context.Context,
		//oslo:server
		host string,
		instance, migration any,
		//oslo:arg since=5.2 below=drop
		requestSpec any) error

	//oslo:call since=5.7 timeout=30m monitor=60s topic=compute-alt
	FinishSnapshotBasedResizeAtDest(ctx context.Context,
		//oslo:server
		destCompute string,
		instance, migration, snapshotID any,
		//oslo:arg until=5.13
		requestSpec any) (any, error)

	//oslo:call since=5.10 timeout=30m monitor=60s topic=compute-alt
	FinishRevertSnapshotBasedResizeAtSource(ctx context.Context,
		//oslo:server
		sourceCompute string,
		instance, migration any) (any, error)

	//oslo:call
	GetConsoleOutput(ctx context.Context,
		//oslo:server
		host string,
		instance, tailLength any) (any, error)

	//oslo:call
	GetDiagnostics(ctx context.Context,
		//oslo:server
		host string,
		instance any) (any, error)

	//oslo:call
	GetInstanceDiagnostics(ctx context.Context,
		//oslo:server
		host string,
		instance any) (any, error)

	//oslo:call
	GetVNCConsole(ctx context.Context,
		//oslo:server
		host string,
		instance, consoleType any) (any, error)

	//oslo:call
	GetSpiceConsole(ctx context.Context,
		//oslo:server
		host string,
		instance, consoleType any) (any, error)

	//oslo:call
	GetMksConsole(ctx context.Context,
		//oslo:server
		host string,
		instance, consoleType any) (any, error)

	//oslo:call
	GetSerialConsole(ctx context.Context,
		//oslo:server
		host string,
		instance, consoleType any) (any, error)

	//oslo:call topic=compute-alt
	ValidateConsolePort(ctx context.Context,
		//oslo:server
		host string,
		instance, port, consoleType any) (any, error)

	//oslo:call
	HostMaintenanceMode(ctx context.Context,
		//oslo:server
		server string,
		host, mode any) (any, error)

	//oslo:call
	HostPowerAction(ctx context.Context,
		//oslo:server
		host string,
		action any) (any, error)

	//oslo:cast
	InjectNetworkInfo(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast topic=compute-alt
	LiveMigration(ctx context.Context,
		//oslo:server
		host string,
		instance, dest, blockMigration, migrateData, migration any) error

	//oslo:cast
	LiveMigrationForceComplete(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	LiveMigrationAbort(ctx context.Context,
		//oslo:server
		host string,
		instance, migrationID any) error

	//oslo:cast
	PauseInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:call timeout=30m monitor=60s topic=compute-alt
	PostLiveMigrationAtDestination(ctx context.Context,
		//oslo:server
		host string,
		instance, blockMigration any) (any, error)

	//oslo:call timeout=30m monitor=60s topic=compute-alt
	PreLiveMigration(ctx context.Context,
		//oslo:server
		host string,
		instance, disk, migrateData any,
		//oslo:arg until=5.13
		blockMigration any) (any, error)

	//oslo:cast
	PrepResize(ctx context.Context,
		//oslo:server
		host string,
		instance any,
		//oslo:arg was=instance_type renamed=6.0
		flavor any,
		image, requestSpec, filterProperties, node, migration, cleanShutdown, hostList any) error

	//oslo:call since=5.5 timeout=30m monitor=60s
	PrepSnapshotBasedResizeAtDest(ctx context.Context,
		//oslo:server
		destination string,
		instance, flavor, nodename, migration, limits any,
		//oslo:arg until=5.13
		requestSpec any) (any, error)

	//oslo:call since=5.6 timeout=30m monitor=60s topic=compute-alt
	PrepSnapshotBasedResizeAtSource(ctx context.Context,
		//oslo:server
		host string,
		instance, migration, snapshotID any) (any, error)

	//oslo:cast
	RebootInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, blockDeviceInfo, rebootType any) error

	//oslo:cast
	RebuildInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, newPass, injectedFiles, imageRef, origImageRef, origSysMetadata, bdms, recreate,
		onSharedStorage, preserveEphemeral, migration, scheduledNode, limits, requestSpec any,
		//oslo:arg since=5.12 below=drop
		accelUUIDs any,
		//oslo:arg since=6.1
		reimageBootVolume any,
		//oslo:arg since=6.2
		targetState any) error

	//oslo:cast
	RemoveFixedIPFromInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, address any) error

	//oslo:call topic=compute-alt
	RemoveVolumeConnection(ctx context.Context,
		//oslo:server
		host string,
		instance, volumeID any,
		//oslo:arg since=6.3 below=drop
		deleteAttachment bool) (any, error)

	//oslo:cast
	RescueInstance(ctx context.Context,
		//oslo:server
		host string,
		rescuePassword any, cleanShutdown bool, rescueImageRef, instance any) error

	//oslo:cast topic=compute-alt
	ResizeInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, migration, image any,
		//oslo:arg was=instance_type renamed=6.0
		flavor any,
		cleanShutdown bool,
		//oslo:arg since=5.2 below=drop
		requestSpec any) error

	//oslo:cast
	ResumeInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	RevertResize(ctx context.Context,
		//oslo:server
		host string,
		instance, migration any,
		//oslo:arg since=5.2 below=drop
		requestSpec any) error

	//oslo:call since=5.9 timeout=30m monitor=60s
	RevertSnapshotBasedResizeAtDest(ctx context.Context,
		//oslo:server
		destCompute string,
		instance, migration any) (any, error)

	//oslo:cast topic=compute-alt
	RollbackLiveMigrationAtDestination(ctx context.Context,
		//oslo:server
		host string,
		instance, destroyDisks, migrateData any) error

	//oslo:call since=5.3 topic=compute-alt
	DropMoveClaimAtDestination(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:call
	SetAdminPassword(ctx context.Context,
		//oslo:server
		host string,
		instance, newPass any) (any, error)

	//oslo:call timeout=30m monitor=60s
	SetHostEnabled(ctx context.Context,
		//oslo:server
		host string,
		enabled any) (any, error)

	//oslo:cast
	SwapVolume(ctx context.Context,
		//oslo:server
		host string,
		instance, oldVolumeID, newVolumeID, newAttachmentID any) error

	//oslo:call
	GetHostUptime(ctx context.Context,
		//oslo:server
		host string) (any, error)

	//oslo:call timeout=30m monitor=60s
	ReserveBlockDeviceName(ctx context.Context,
		//oslo:server
		host string,
		instance, device, volumeID, diskBus, deviceType, tag, multiattach any) (any, error)

	//oslo:cast
	BackupInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, imageID, backupType, rotation any) error

	//oslo:cast
	SnapshotInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, imageID any) error

	//oslo:cast
	StartInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	StopInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any, cleanShutdown bool) error

	//oslo:call name=stop_instance
	StopInstanceCall(ctx context.Context,
		//oslo:server
		host string,
		instance any, cleanShutdown bool) (any, error)

	//oslo:cast
	SuspendInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	TerminateInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, bdms any) error

	//oslo:cast
	UnpauseInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	UnrescueInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	SoftDeleteInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	RestoreInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:cast
	ShelveInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, imageID any, cleanShutdown bool,
		//oslo:arg since=5.13
		accelUUIDs any) error

	//oslo:cast
	ShelveOffloadInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any, cleanShutdown bool,
		//oslo:arg since=5.13 below=drop
		accelUUIDs any) error

	//oslo:cast
	UnshelveInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, image, filterProperties, node any,
		//oslo:arg since=5.2 below=drop
		requestSpec any,
		//oslo:arg since=5.13 below=drop
		accelUUIDs any) error

	//oslo:cast
	VolumeSnapshotCreate(ctx context.Context,
		//oslo:server
		host string,
		instance, volumeID, createInfo any) error

	//oslo:cast
	VolumeSnapshotDelete(ctx context.Context,
		//oslo:server
		host string,
		instance, volumeID, snapshotID, deleteInfo any) error

	//oslo:cast since=6.4
	AllowShare(ctx context.Context,
		//oslo:server
		host string,
		instance, shareMapping any) error

	//oslo:cast since=6.4
	DenyShare(ctx context.Context,
		//oslo:server
		host string,
		instance, shareMapping any) error

	//oslo:cast topic=compute-alt
	ExternalInstanceEvent(ctx context.Context,
		//oslo:server
		host string,
		instances, events any) error

	//oslo:cast
	BuildAndRunInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, image, requestSpec, filterProperties, adminPassword, injectedFiles,
		requestedNetworks, securityGroups, blockDeviceMapping, node, limits, hostList any,
		//oslo:arg since=5.11 below=drop
		accelUUIDs any) error

	//oslo:call
	QuiesceInstance(ctx context.Context,
		//oslo:server
		host string,
		instance any) (any, error)

	//oslo:cast
	UnquiesceInstance(ctx context.Context,
		//oslo:server
		host string,
		instance, mapping any) error

	//oslo:cast
	TriggerCrashDump(ctx context.Context,
		//oslo:server
		host string,
		instance any) error

	//oslo:call since=5.4 timeout=30m monitor=60s
	CacheImages(ctx context.Context,
		//oslo:server
		host string,
		imageIDs any) (any, error)

	//oslo:call until=6.1
	GetRdpConsole(ctx context.Context,
		//oslo:server
		host string,
		instance, consoleType any) (any, error)
}
