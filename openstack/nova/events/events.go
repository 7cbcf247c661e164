// Package events is the notifications of AggregateNotification, AggregateCacheNotification, ComputeTaskNotification and more, imported from Python.
package events

import (
	"context"
	"time"

	"github.com/oslogen/oslogen/runtime/versioned"
)

// AggregateNotification is the notification AggregateNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type AggregateNotification interface {
	//oslo:event aggregate.create.start
	AggregateCreateStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.create.end
	AggregateCreateEnd(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.delete.start
	AggregateDeleteStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.delete.end
	AggregateDeleteEnd(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.add_host.start
	AggregateAddHostStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.add_host.end
	AggregateAddHostEnd(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.remove_host.start
	AggregateRemoveHostStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.remove_host.end
	AggregateRemoveHostEnd(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.update_metadata.start
	AggregateUpdateMetadataStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.update_metadata.end
	AggregateUpdateMetadataEnd(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.update_prop.start
	AggregateUpdatePropStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.update_prop.end
	AggregateUpdatePropEnd(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.cache_images.start
	AggregateCacheImagesStart(ctx context.Context, payload AggregatePayload) error

	//oslo:event aggregate.cache_images.end
	AggregateCacheImagesEnd(ctx context.Context, payload AggregatePayload) error
}

// AggregateCacheNotification is the notification AggregateCacheNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type AggregateCacheNotification interface {
	//oslo:event aggregate.cache_images.progress
	AggregateCacheImagesProgress(ctx context.Context, payload AggregateCachePayload) error
}

// ComputeTaskNotification is the notification ComputeTaskNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type ComputeTaskNotification interface {
	//oslo:event compute_task.build_instances.error priority=error
	ComputeTaskBuildInstancesError(ctx context.Context, payload ComputeTaskPayload) error

	//oslo:event compute_task.migrate_server.error priority=error
	ComputeTaskMigrateServerError(ctx context.Context, payload ComputeTaskPayload) error

	//oslo:event compute_task.rebuild_server.error priority=error
	ComputeTaskRebuildServerError(ctx context.Context, payload ComputeTaskPayload) error
}

// ExceptionNotification is the notification ExceptionNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type ExceptionNotification interface {
	//oslo:event compute.exception priority=error
	ComputeException(ctx context.Context, payload ExceptionPayload) error
}

// FlavorNotification is the notification FlavorNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type FlavorNotification interface {
	//oslo:event flavor.create
	FlavorCreate(ctx context.Context, payload FlavorPayload) error

	//oslo:event flavor.update
	FlavorUpdate(ctx context.Context, payload FlavorPayload) error

	//oslo:event flavor.delete
	FlavorDelete(ctx context.Context, payload FlavorPayload) error
}

// InstanceActionNotification is the notification InstanceActionNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionNotification interface {
	//oslo:event instance.delete.start
	InstanceDeleteStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.delete.end
	InstanceDeleteEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.pause.start
	InstancePauseStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.pause.end
	InstancePauseEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unpause.start
	InstanceUnpauseStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unpause.end
	InstanceUnpauseEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize.start
	InstanceResizeStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize.end
	InstanceResizeEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize.error priority=error
	InstanceResizeError(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.suspend.start
	InstanceSuspendStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.suspend.end
	InstanceSuspendEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.power_on.start
	InstancePowerOnStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.power_on.end
	InstancePowerOnEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.power_off.start
	InstancePowerOffStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.power_off.end
	InstancePowerOffEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.reboot.start
	InstanceRebootStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.reboot.end
	InstanceRebootEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.reboot.error priority=error
	InstanceRebootError(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.shutdown.start
	InstanceShutdownStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.shutdown.end
	InstanceShutdownEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.interface_attach.start
	InstanceInterfaceAttachStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.interface_attach.end
	InstanceInterfaceAttachEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.interface_attach.error priority=error
	InstanceInterfaceAttachError(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.shelve.start
	InstanceShelveStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.shelve.end
	InstanceShelveEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resume.start
	InstanceResumeStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resume.end
	InstanceResumeEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.restore.start
	InstanceRestoreStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.restore.end
	InstanceRestoreEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.evacuate
	InstanceEvacuate(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize_finish.start
	InstanceResizeFinishStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize_finish.end
	InstanceResizeFinishEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_pre.start
	InstanceLiveMigrationPreStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_pre.end
	InstanceLiveMigrationPreEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_abort.start
	InstanceLiveMigrationAbortStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_abort.end
	InstanceLiveMigrationAbortEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_post.start
	InstanceLiveMigrationPostStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_post.end
	InstanceLiveMigrationPostEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_post_dest.start
	InstanceLiveMigrationPostDestStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_post_dest.end
	InstanceLiveMigrationPostDestEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_rollback.start
	InstanceLiveMigrationRollbackStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_rollback.end
	InstanceLiveMigrationRollbackEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_rollback_dest.start
	InstanceLiveMigrationRollbackDestStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_rollback_dest.end
	InstanceLiveMigrationRollbackDestEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.interface_detach.start
	InstanceInterfaceDetachStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.interface_detach.end
	InstanceInterfaceDetachEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize_confirm.start
	InstanceResizeConfirmStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize_confirm.end
	InstanceResizeConfirmEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize_revert.start
	InstanceResizeRevertStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.resize_revert.end
	InstanceResizeRevertEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_force_complete.start
	InstanceLiveMigrationForceCompleteStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.live_migration_force_complete.end
	InstanceLiveMigrationForceCompleteEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.shelve_offload.start
	InstanceShelveOffloadStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.shelve_offload.end
	InstanceShelveOffloadEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.soft_delete.start
	InstanceSoftDeleteStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.soft_delete.end
	InstanceSoftDeleteEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.trigger_crash_dump.start
	InstanceTriggerCrashDumpStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.trigger_crash_dump.end
	InstanceTriggerCrashDumpEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unrescue.start
	InstanceUnrescueStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unrescue.end
	InstanceUnrescueEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unshelve.start
	InstanceUnshelveStart(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unshelve.end
	InstanceUnshelveEnd(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.lock
	InstanceLock(ctx context.Context, payload InstanceActionPayload) error

	//oslo:event instance.unlock
	InstanceUnlock(ctx context.Context, payload InstanceActionPayload) error
}

// InstanceUpdateNotification is the notification InstanceUpdateNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceUpdateNotification interface {
	//oslo:event instance.update
	InstanceUpdate(ctx context.Context, payload InstanceUpdatePayload) error
}

// InstanceActionVolumeSwapNotification is the notification InstanceActionVolumeSwapNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionVolumeSwapNotification interface {
	//oslo:event instance.volume_swap.start
	InstanceVolumeSwapStart(ctx context.Context, payload InstanceActionVolumeSwapPayload) error

	//oslo:event instance.volume_swap.end
	InstanceVolumeSwapEnd(ctx context.Context, payload InstanceActionVolumeSwapPayload) error

	//oslo:event instance.volume_swap.error priority=error
	InstanceVolumeSwapError(ctx context.Context, payload InstanceActionVolumeSwapPayload) error
}

// InstanceActionVolumeNotification is the notification InstanceActionVolumeNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionVolumeNotification interface {
	//oslo:event instance.volume_attach.start
	InstanceVolumeAttachStart(ctx context.Context, payload InstanceActionVolumePayload) error

	//oslo:event instance.volume_attach.end
	InstanceVolumeAttachEnd(ctx context.Context, payload InstanceActionVolumePayload) error

	//oslo:event instance.volume_attach.error priority=error
	InstanceVolumeAttachError(ctx context.Context, payload InstanceActionVolumePayload) error

	//oslo:event instance.volume_detach.start
	InstanceVolumeDetachStart(ctx context.Context, payload InstanceActionVolumePayload) error

	//oslo:event instance.volume_detach.end
	InstanceVolumeDetachEnd(ctx context.Context, payload InstanceActionVolumePayload) error
}

// InstanceActionShareNotification is the notification InstanceActionShareNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionShareNotification interface {
	//oslo:event instance.share_attach.start
	InstanceShareAttachStart(ctx context.Context, payload InstanceActionSharePayload) error

	//oslo:event instance.share_attach.error priority=error
	InstanceShareAttachError(ctx context.Context, payload InstanceActionSharePayload) error

	//oslo:event instance.share_attach.end
	InstanceShareAttachEnd(ctx context.Context, payload InstanceActionSharePayload) error

	//oslo:event instance.share_detach.start
	InstanceShareDetachStart(ctx context.Context, payload InstanceActionSharePayload) error

	//oslo:event instance.share_detach.error priority=error
	InstanceShareDetachError(ctx context.Context, payload InstanceActionSharePayload) error

	//oslo:event instance.share_detach.end
	InstanceShareDetachEnd(ctx context.Context, payload InstanceActionSharePayload) error
}

// InstanceCreateNotification is the notification InstanceCreateNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceCreateNotification interface {
	//oslo:event instance.create.start
	InstanceCreateStart(ctx context.Context, payload InstanceCreatePayload) error

	//oslo:event instance.create.end
	InstanceCreateEnd(ctx context.Context, payload InstanceCreatePayload) error

	//oslo:event instance.create.error priority=error
	InstanceCreateError(ctx context.Context, payload InstanceCreatePayload) error
}

// InstanceActionResizePrepNotification is the notification InstanceActionResizePrepNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionResizePrepNotification interface {
	//oslo:event instance.resize_prep.start
	InstanceResizePrepStart(ctx context.Context, payload InstanceActionResizePrepPayload) error

	//oslo:event instance.resize_prep.end
	InstanceResizePrepEnd(ctx context.Context, payload InstanceActionResizePrepPayload) error
}

// InstanceActionSnapshotNotification is the notification InstanceActionSnapshotNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionSnapshotNotification interface {
	//oslo:event instance.snapshot.start
	InstanceSnapshotStart(ctx context.Context, payload InstanceActionSnapshotPayload) error

	//oslo:event instance.snapshot.end
	InstanceSnapshotEnd(ctx context.Context, payload InstanceActionSnapshotPayload) error
}

// InstanceActionRescueNotification is the notification InstanceActionRescueNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionRescueNotification interface {
	//oslo:event instance.rescue.start
	InstanceRescueStart(ctx context.Context, payload InstanceActionRescuePayload) error

	//oslo:event instance.rescue.end
	InstanceRescueEnd(ctx context.Context, payload InstanceActionRescuePayload) error
}

// InstanceActionRebuildNotification is the notification InstanceActionRebuildNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceActionRebuildNotification interface {
	//oslo:event instance.rebuild_scheduled
	InstanceRebuildScheduled(ctx context.Context, payload InstanceActionRebuildPayload) error

	//oslo:event instance.rebuild.start
	InstanceRebuildStart(ctx context.Context, payload InstanceActionRebuildPayload) error

	//oslo:event instance.rebuild.end
	InstanceRebuildEnd(ctx context.Context, payload InstanceActionRebuildPayload) error

	//oslo:event instance.rebuild.error priority=error
	InstanceRebuildError(ctx context.Context, payload InstanceActionRebuildPayload) error
}

// InstanceExistsNotification is the notification InstanceExistsNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type InstanceExistsNotification interface {
	//oslo:event instance.exists
	InstanceExists(ctx context.Context, payload InstanceExistsPayload) error
}

// KeypairNotification is the notification KeypairNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type KeypairNotification interface {
	//oslo:event keypair.create.start
	KeypairCreateStart(ctx context.Context, payload KeypairPayload) error

	//oslo:event keypair.create.end
	KeypairCreateEnd(ctx context.Context, payload KeypairPayload) error

	//oslo:event keypair.delete.start
	KeypairDeleteStart(ctx context.Context, payload KeypairPayload) error

	//oslo:event keypair.delete.end
	KeypairDeleteEnd(ctx context.Context, payload KeypairPayload) error

	//oslo:event keypair.import.start
	KeypairImportStart(ctx context.Context, payload KeypairPayload) error

	//oslo:event keypair.import.end
	KeypairImportEnd(ctx context.Context, payload KeypairPayload) error
}

// LibvirtErrorNotification is the notification LibvirtErrorNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type LibvirtErrorNotification interface {
	//oslo:event libvirt.connect.error priority=error
	LibvirtConnectError(ctx context.Context, payload LibvirtErrorPayload) error
}

// MetricsNotification is the notification MetricsNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type MetricsNotification interface {
	//oslo:event metrics.update
	MetricsUpdate(ctx context.Context, payload MetricsPayload) error
}

// SelectDestinationsNotification is the notification SelectDestinationsNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type SelectDestinationsNotification interface {
	//oslo:event scheduler.select_destinations.start
	SchedulerSelectDestinationsStart(ctx context.Context, payload RequestSpecPayload) error

	//oslo:event scheduler.select_destinations.end
	SchedulerSelectDestinationsEnd(ctx context.Context, payload RequestSpecPayload) error
}

// ServerGroupNotification is the notification ServerGroupNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type ServerGroupNotification interface {
	//oslo:event server_group.add_member
	ServerGroupAddMember(ctx context.Context, payload ServerGroupPayload) error

	//oslo:event server_group.create
	ServerGroupCreate(ctx context.Context, payload ServerGroupPayload) error

	//oslo:event server_group.delete
	ServerGroupDelete(ctx context.Context, payload ServerGroupPayload) error
}

// ServiceStatusNotification is the notification ServiceStatusNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type ServiceStatusNotification interface {
	//oslo:event service.create
	ServiceCreate(ctx context.Context, payload ServiceStatusPayload) error

	//oslo:event service.update
	ServiceUpdate(ctx context.Context, payload ServiceStatusPayload) error

	//oslo:event service.delete
	ServiceDelete(ctx context.Context, payload ServiceStatusPayload) error
}

// VolumeUsageNotification is the notification VolumeUsageNotification.
//
//oslo:notify publisher={source}:{host} topic=versioned_notifications exchange=nova
type VolumeUsageNotification interface {
	//oslo:event volume.usage
	VolumeUsage(ctx context.Context, payload VolumeUsagePayload) error
}

// AggregatePayload is the object AggregatePayload 1.1 of nova.
type AggregatePayload struct {
	ID       *int64            `json:"id"`
	UUID     string            `json:"uuid"`
	Name     string            `json:"name"`
	Hosts    []string          `json:"hosts"`
	Metadata map[string]string `json:"metadata"`
}

// VersionedObject names the object on the wire.
func (AggregatePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("AggregatePayload", "1.1")
}

// AggregateCachePayload is the object AggregateCachePayload 1.0 of nova.
type AggregateCachePayload struct {
	ID           int64    `json:"id"`
	UUID         string   `json:"uuid"`
	Name         string   `json:"name"`
	Host         string   `json:"host"`
	ImagesCached []string `json:"images_cached"`
	ImagesFailed []string `json:"images_failed"`
	Index        int64    `json:"index"`
	Total        int64    `json:"total"`
}

// VersionedObject names the object on the wire.
func (AggregateCachePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("AggregateCachePayload", "1.0")
}

// EventType is the object EventType 1.22 of nova.
type EventType struct {
	versioned.Meta
	Object string  `json:"object"`
	Action string  `json:"action"`
	Phase  *string `json:"phase"`
}

// VersionedObject names the object on the wire.
func (EventType) VersionedObject() versioned.Type { return versioned.Nova.Type("EventType", "1.22") }

// NotificationPublisher is the object NotificationPublisher 2.2 of nova.
type NotificationPublisher struct {
	versioned.Meta
	Host   string `json:"host"`
	Source string `json:"source"` // since 2.2
}

// VersionedObject names the object on the wire.
func (NotificationPublisher) VersionedObject() versioned.Type {
	return versioned.Nova.Type("NotificationPublisher", "2.2")
}

// ComputeTaskPayload is the object ComputeTaskPayload 1.0 of nova.
type ComputeTaskPayload struct {
	InstanceUUID string              `json:"instance_uuid"`
	RequestSpec  *RequestSpecPayload `json:"request_spec"`
	State        *string             `json:"state"`
	Reason       ExceptionPayload    `json:"reason"`
}

// VersionedObject names the object on the wire.
func (ComputeTaskPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ComputeTaskPayload", "1.0")
}

// ExceptionPayload is the object ExceptionPayload 1.1 of nova.
type ExceptionPayload struct {
	ModuleName       string `json:"module_name"`
	FunctionName     string `json:"function_name"`
	Exception        string `json:"exception"`
	ExceptionMessage string `json:"exception_message"`
	Traceback        string `json:"traceback"` // since 1.1
}

// VersionedObject names the object on the wire.
func (ExceptionPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ExceptionPayload", "1.1")
}

// FlavorPayload is the object FlavorPayload 1.4 of nova.
type FlavorPayload struct {
	Flavorid    *string           `json:"flavorid"`
	MemoryMB    *int64            `json:"memory_mb"`
	VCPUs       *int64            `json:"vcpus"`
	RootGB      *int64            `json:"root_gb"`
	EphemeralGB *int64            `json:"ephemeral_gb"` // since 1.4
	Name        string            `json:"name"`
	Swap        int64             `json:"swap"`
	RxtxFactor  *float64          `json:"rxtx_factor"`
	VcpuWeight  *int64            `json:"vcpu_weight"`
	Disabled    bool              `json:"disabled"`
	IsPublic    bool              `json:"is_public"`
	ExtraSpecs  map[string]string `json:"extra_specs"` // since 1.2
	Projects    []string          `json:"projects"`    // since 1.2
	Description *string           `json:"description"` // since 1.4
}

// VersionedObject names the object on the wire.
func (FlavorPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("FlavorPayload", "1.4")
}

// ImageMetaPayload is the object ImageMetaPayload 1.0 of nova.
type ImageMetaPayload struct {
	ID              *string               `json:"id"`
	Name            *string               `json:"name"`
	Status          *string               `json:"status"`
	Visibility      *string               `json:"visibility"`
	Protected       *bool                 `json:"protected"`
	Checksum        *string               `json:"checksum"`
	Owner           *string               `json:"owner"`
	Size            *int64                `json:"size"`
	VirtualSize     *int64                `json:"virtual_size"`
	ContainerFormat *string               `json:"container_format"`
	DiskFormat      *string               `json:"disk_format"`
	CreatedAt       *time.Time            `json:"created_at"`
	UpdatedAt       *time.Time            `json:"updated_at"`
	Tags            []string              `json:"tags"`
	DirectURL       *string               `json:"direct_url"`
	MinRAM          *int64                `json:"min_ram"`
	MinDisk         *int64                `json:"min_disk"`
	Properties      ImageMetaPropsPayload `json:"properties"`
}

// VersionedObject names the object on the wire.
func (ImageMetaPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ImageMetaPayload", "1.0")
}

// ImageMetaPropsPayload is the object ImageMetaPropsPayload 1.20 of nova.
type ImageMetaPropsPayload struct {
	HwArchitecture                  string               `json:"hw_architecture"`
	HwEmulationArchitecture         string               `json:"hw_emulation_architecture"` // since 1.9
	HwAutoDiskConfig                string               `json:"hw_auto_disk_config"`
	HwBootMenu                      bool                 `json:"hw_boot_menu"`
	HwCdromBus                      string               `json:"hw_cdrom_bus"`
	HwCPUCores                      int64                `json:"hw_cpu_cores"`
	HwCPUSockets                    int64                `json:"hw_cpu_sockets"`
	HwCPUMaxCores                   int64                `json:"hw_cpu_max_cores"`
	HwCPUMaxSockets                 int64                `json:"hw_cpu_max_sockets"`
	HwCPUMaxThreads                 int64                `json:"hw_cpu_max_threads"`
	HwCPUPolicy                     string               `json:"hw_cpu_policy"` // since 1.4
	HwCPUThreadPolicy               string               `json:"hw_cpu_thread_policy"`
	HwCPURealtimeMask               string               `json:"hw_cpu_realtime_mask"`
	HwCPUThreads                    int64                `json:"hw_cpu_threads"`
	HwDeviceID                      int64                `json:"hw_device_id"`
	HwDiskBus                       string               `json:"hw_disk_bus"`
	HwDiskType                      string               `json:"hw_disk_type"`
	HwFloppyBus                     string               `json:"hw_floppy_bus"`
	HwFirmwareType                  string               `json:"hw_firmware_type"`
	HwFirmwareStateless             bool                 `json:"hw_firmware_stateless"` // since 1.14
	HwInputBus                      string               `json:"hw_input_bus"`          // since 1.7
	HwIpxeBoot                      bool                 `json:"hw_ipxe_boot"`
	HwLockedMemory                  bool                 `json:"hw_locked_memory"` // since 1.11
	HwMachineType                   string               `json:"hw_machine_type"`
	HwMemEncryption                 bool                 `json:"hw_mem_encryption"`       // since 1.3
	HwMemEncryptionModel            string               `json:"hw_mem_encryption_model"` // since 1.18
	HwMemPageSize                   string               `json:"hw_mem_page_size"`
	HwNUMANodes                     int64                `json:"hw_numa_nodes"`
	HwNUMACPUs                      [][]int64            `json:"hw_numa_cpus"`
	HwNUMAMem                       []int64              `json:"hw_numa_mem"`
	HwPCINUMAAffinityPolicy         string               `json:"hw_pci_numa_affinity_policy"` // since 1.2
	HwPointerModel                  string               `json:"hw_pointer_model"`
	HwPmu                           bool                 `json:"hw_pmu"` // since 1.3
	HwQemuGuestAgent                bool                 `json:"hw_qemu_guest_agent"`
	HwRescueBus                     string               `json:"hw_rescue_bus"`
	HwRescueDevice                  string               `json:"hw_rescue_device"`
	HwRngModel                      string               `json:"hw_rng_model"`
	HwTimeHpet                      bool                 `json:"hw_time_hpet"` // since 1.3
	HwSerialPortCount               int64                `json:"hw_serial_port_count"`
	HwScsiModel                     string               `json:"hw_scsi_model"`
	HwVideoModel                    string               `json:"hw_video_model"` // since 1.1
	HwVideoRAM                      int64                `json:"hw_video_ram"`
	HwVIFModel                      string               `json:"hw_vif_model"`    // since 1.15
	HwViommuModel                   string               `json:"hw_viommu_model"` // since 1.12
	HwVMMode                        string               `json:"hw_vm_mode"`
	HwWatchdogAction                string               `json:"hw_watchdog_action"`
	HwVIFMultiqueueEnabled          bool                 `json:"hw_vif_multiqueue_enabled"`
	HwTpmModel                      string               `json:"hw_tpm_model"`                   // since 1.5
	HwTpmVersion                    string               `json:"hw_tpm_version"`                 // since 1.5
	HwEphemeralEncryption           bool                 `json:"hw_ephemeral_encryption"`        // since 1.10
	HwEphemeralEncryptionFormat     string               `json:"hw_ephemeral_encryption_format"` // since 1.10
	HwEphemeralEncryptionSecretUUID string               `json:"hw_ephemeral_encryption_secret_uuid"`
	HwVirtioPackedRing              bool                 `json:"hw_virtio_packed_ring"` // since 1.13
	HwMaxphysaddrMode               string               `json:"hw_maxphysaddr_mode"`
	HwMaxphysaddrBits               int64                `json:"hw_maxphysaddr_bits"`
	HwSoundModel                    string               `json:"hw_sound_model"`          // since 1.16
	HwUsbModel                      string               `json:"hw_usb_model"`            // since 1.17
	HwRedirectedUsbPorts            int64                `json:"hw_redirected_usb_ports"` // since 1.17
	ImgBittorrent                   bool                 `json:"img_bittorrent"`
	ImgBdmV2                        bool                 `json:"img_bdm_v2"`
	ImgBlockDeviceMapping           []map[string]*string `json:"img_block_device_mapping"`
	ImgCacheInNova                  bool                 `json:"img_cache_in_nova"`
	ImgCompressionLevel             int64                `json:"img_compression_level"`
	ImgHvRequestedVersion           string               `json:"img_hv_requested_version"`
	ImgHvType                       string               `json:"img_hv_type"`
	ImgConfigDrive                  string               `json:"img_config_drive"`
	ImgLinkedClone                  bool                 `json:"img_linked_clone"`
	ImgMappings                     []map[string]*string `json:"img_mappings"`
	ImgOwnerID                      string               `json:"img_owner_id"`
	ImgRootDeviceName               string               `json:"img_root_device_name"`
	ImgUseAgent                     bool                 `json:"img_use_agent"`
	ImgVersion                      int64                `json:"img_version"`
	ImgSignature                    string               `json:"img_signature"`
	ImgSignatureHashMethod          string               `json:"img_signature_hash_method"`
	ImgSignatureCertificateUUID     string               `json:"img_signature_certificate_uuid"`
	ImgSignatureKeyType             string               `json:"img_signature_key_type"`
	ImgHideHypervisorID             bool                 `json:"img_hide_hypervisor_id"`
	OSAdminUser                     string               `json:"os_admin_user"`
	OSCommandLine                   string               `json:"os_command_line"`
	OSDistro                        string               `json:"os_distro"`
	OSRequireQuiesce                bool                 `json:"os_require_quiesce"`
	OSSecureBoot                    string               `json:"os_secure_boot"`
	OSSkipAgentInjectFilesAtBoot    bool                 `json:"os_skip_agent_inject_files_at_boot"`
	OSSkipAgentInjectSSH            bool                 `json:"os_skip_agent_inject_ssh"`
	OSType                          string               `json:"os_type"`
	TraitsRequired                  []string             `json:"traits_required"`
}

// VersionedObject names the object on the wire.
func (ImageMetaPropsPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ImageMetaPropsPayload", "1.20")
}

// InstancePayload is the object InstancePayload 1.9 of nova.
type InstancePayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"` // since 1.1
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"` // since 1.3
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"` // since 1.5
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`                   // since 1.1
	AutoDiskConfig         string               `json:"auto_disk_config"`         // since 1.2
	RequestID              *string              `json:"request_id"`               // since 1.6
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.7
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.7
	LockedReason           *string              `json:"locked_reason"`            // since 1.8
	Shares                 []SharePayload       `json:"shares"`                   // since 1.9
}

// VersionedObject names the object on the wire.
func (InstancePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstancePayload", "1.9")
}

// InstanceActionPayload is the object InstanceActionPayload 1.9 of nova.
type InstanceActionPayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"` // since 1.1
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"` // since 1.3
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"` // since 1.5
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`                   // since 1.1
	AutoDiskConfig         string               `json:"auto_disk_config"`         // since 1.2
	RequestID              *string              `json:"request_id"`               // since 1.6
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.7
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.7
	LockedReason           *string              `json:"locked_reason"`            // since 1.8
	Shares                 []SharePayload       `json:"shares"`                   // since 1.9
	Fault                  *ExceptionPayload    `json:"fault"`
}

// VersionedObject names the object on the wire.
func (InstanceActionPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionPayload", "1.9")
}

// InstanceActionVolumePayload is the object InstanceActionVolumePayload 1.7 of nova.
type InstanceActionVolumePayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"`
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"` // since 1.1
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"` // since 1.3
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`
	AutoDiskConfig         string               `json:"auto_disk_config"`
	RequestID              *string              `json:"request_id"`               // since 1.4
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.5
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.5
	LockedReason           *string              `json:"locked_reason"`            // since 1.6
	Shares                 []SharePayload       `json:"shares"`                   // since 1.7
	Fault                  *ExceptionPayload    `json:"fault"`
	VolumeID               string               `json:"volume_id"`
}

// VersionedObject names the object on the wire.
func (InstanceActionVolumePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionVolumePayload", "1.7")
}

// InstanceActionSharePayload is the object InstanceActionSharePayload 1.0 of nova.
type InstanceActionSharePayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"`
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"`
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"`
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`
	AutoDiskConfig         string               `json:"auto_disk_config"`
	RequestID              *string              `json:"request_id"`
	ActionInitiatorUser    *string              `json:"action_initiator_user"`
	ActionInitiatorProject *string              `json:"action_initiator_project"`
	LockedReason           *string              `json:"locked_reason"`
	Shares                 []SharePayload       `json:"shares"`
	Fault                  *ExceptionPayload    `json:"fault"`
	ShareID                string               `json:"share_id"`
}

// VersionedObject names the object on the wire.
func (InstanceActionSharePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionSharePayload", "1.0")
}

// InstanceActionVolumeSwapPayload is the object InstanceActionVolumeSwapPayload 1.9 of nova.
type InstanceActionVolumeSwapPayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"` // since 1.1
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"` // since 1.3
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"` // since 1.5
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`                   // since 1.1
	AutoDiskConfig         string               `json:"auto_disk_config"`         // since 1.2
	RequestID              *string              `json:"request_id"`               // since 1.6
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.7
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.7
	LockedReason           *string              `json:"locked_reason"`            // since 1.8
	Shares                 []SharePayload       `json:"shares"`                   // since 1.9
	Fault                  *ExceptionPayload    `json:"fault"`
	OldVolumeID            string               `json:"old_volume_id"`
	NewVolumeID            string               `json:"new_volume_id"`
}

// VersionedObject names the object on the wire.
func (InstanceActionVolumeSwapPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionVolumeSwapPayload", "1.9")
}

// InstanceCreatePayload is the object InstanceCreatePayload 1.13 of nova.
type InstanceCreatePayload struct {
	UUID                     string               `json:"uuid"`
	UserID                   *string              `json:"user_id"`
	TenantID                 *string              `json:"tenant_id"`
	ReservationID            *string              `json:"reservation_id"`
	DisplayName              *string              `json:"display_name"`
	DisplayDescription       *string              `json:"display_description"`
	HostName                 *string              `json:"host_name"`
	Host                     *string              `json:"host"`
	Node                     *string              `json:"node"`
	OSType                   *string              `json:"os_type"`
	Architecture             *string              `json:"architecture"`
	AvailabilityZone         *string              `json:"availability_zone"`
	Flavor                   FlavorPayload        `json:"flavor"`
	ImageUUID                *string              `json:"image_uuid"`
	KeyName                  *string              `json:"key_name"` // since 1.4
	KernelID                 *string              `json:"kernel_id"`
	RamdiskID                *string              `json:"ramdisk_id"`
	CreatedAt                *time.Time           `json:"created_at"`
	LaunchedAt               *time.Time           `json:"launched_at"`
	TerminatedAt             *time.Time           `json:"terminated_at"`
	DeletedAt                *time.Time           `json:"deleted_at"`
	UpdatedAt                *time.Time           `json:"updated_at"` // since 1.7
	State                    *string              `json:"state"`
	PowerState               *string              `json:"power_state"`
	TaskState                *string              `json:"task_state"`
	Progress                 *int64               `json:"progress"`
	IPAddresses              []IpPayload          `json:"ip_addresses"`
	BlockDevices             []BlockDevicePayload `json:"block_devices"`
	Metadata                 map[string]string    `json:"metadata"`
	Locked                   bool                 `json:"locked"`
	AutoDiskConfig           string               `json:"auto_disk_config"`
	RequestID                *string              `json:"request_id"`               // since 1.8
	ActionInitiatorUser      *string              `json:"action_initiator_user"`    // since 1.10
	ActionInitiatorProject   *string              `json:"action_initiator_project"` // since 1.10
	LockedReason             *string              `json:"locked_reason"`            // since 1.12
	Shares                   []SharePayload       `json:"shares"`                   // since 1.13
	Fault                    *ExceptionPayload    `json:"fault"`
	Keypairs                 []KeypairPayload     `json:"keypairs"`                   // since 1.3
	Tags                     []string             `json:"tags"`                       // since 1.6
	TrustedImageCertificates []string             `json:"trusted_image_certificates"` // since 1.9
	InstanceName             *string              `json:"instance_name"`              // since 1.11
}

// VersionedObject names the object on the wire.
func (InstanceCreatePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceCreatePayload", "1.13")
}

// InstanceActionResizePrepPayload is the object InstanceActionResizePrepPayload 1.4 of nova.
type InstanceActionResizePrepPayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"`
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"`
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"`
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`
	AutoDiskConfig         string               `json:"auto_disk_config"`
	RequestID              *string              `json:"request_id"`               // since 1.1
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.2
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.2
	LockedReason           *string              `json:"locked_reason"`            // since 1.3
	Shares                 []SharePayload       `json:"shares"`                   // since 1.4
	Fault                  *ExceptionPayload    `json:"fault"`
	NewFlavor              *FlavorPayload       `json:"new_flavor"`
}

// VersionedObject names the object on the wire.
func (InstanceActionResizePrepPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionResizePrepPayload", "1.4")
}

// InstanceUpdatePayload is the object InstanceUpdatePayload 2.1 of nova.
type InstanceUpdatePayload struct {
	UUID                   string                     `json:"uuid"`
	UserID                 *string                    `json:"user_id"`
	TenantID               *string                    `json:"tenant_id"`
	ReservationID          *string                    `json:"reservation_id"`
	DisplayName            *string                    `json:"display_name"`
	DisplayDescription     *string                    `json:"display_description"` // since 1.1
	HostName               *string                    `json:"host_name"`
	Host                   *string                    `json:"host"`
	Node                   *string                    `json:"node"`
	OSType                 *string                    `json:"os_type"`
	Architecture           *string                    `json:"architecture"`
	AvailabilityZone       *string                    `json:"availability_zone"`
	Flavor                 FlavorPayload              `json:"flavor"`
	ImageUUID              *string                    `json:"image_uuid"`
	KeyName                *string                    `json:"key_name"` // since 1.4
	KernelID               *string                    `json:"kernel_id"`
	RamdiskID              *string                    `json:"ramdisk_id"`
	CreatedAt              *time.Time                 `json:"created_at"`
	LaunchedAt             *time.Time                 `json:"launched_at"`
	TerminatedAt           *time.Time                 `json:"terminated_at"`
	DeletedAt              *time.Time                 `json:"deleted_at"`
	UpdatedAt              *time.Time                 `json:"updated_at"` // since 1.6
	State                  *string                    `json:"state"`
	PowerState             *string                    `json:"power_state"`
	TaskState              *string                    `json:"task_state"`
	Progress               *int64                     `json:"progress"`
	IPAddresses            []IpPayload                `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload       `json:"block_devices"`
	Metadata               map[string]string          `json:"metadata"`
	Locked                 bool                       `json:"locked"`                   // since 1.1
	AutoDiskConfig         string                     `json:"auto_disk_config"`         // since 1.3
	RequestID              *string                    `json:"request_id"`               // since 1.7
	ActionInitiatorUser    *string                    `json:"action_initiator_user"`    // since 1.8
	ActionInitiatorProject *string                    `json:"action_initiator_project"` // since 1.8
	LockedReason           *string                    `json:"locked_reason"`            // since 1.9
	Shares                 []SharePayload             `json:"shares"`                   // since 2.1
	StateUpdate            InstanceStateUpdatePayload `json:"state_update"`
	AuditPeriod            AuditPeriodPayload         `json:"audit_period"`
	OldDisplayName         *string                    `json:"old_display_name"`
	Tags                   []string                   `json:"tags"` // since 1.2
}

// VersionedObject names the object on the wire.
func (InstanceUpdatePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceUpdatePayload", "2.1")
}

// InstanceActionRescuePayload is the object InstanceActionRescuePayload 1.4 of nova.
type InstanceActionRescuePayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"`
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"`
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"`
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`
	AutoDiskConfig         string               `json:"auto_disk_config"`
	RequestID              *string              `json:"request_id"`               // since 1.1
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.2
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.2
	LockedReason           *string              `json:"locked_reason"`            // since 1.3
	Shares                 []SharePayload       `json:"shares"`                   // since 1.4
	Fault                  *ExceptionPayload    `json:"fault"`
	RescueImageRef         *string              `json:"rescue_image_ref"`
}

// VersionedObject names the object on the wire.
func (InstanceActionRescuePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionRescuePayload", "1.4")
}

// InstanceActionRebuildPayload is the object InstanceActionRebuildPayload 1.10 of nova.
type InstanceActionRebuildPayload struct {
	UUID                     string               `json:"uuid"`
	UserID                   *string              `json:"user_id"`
	TenantID                 *string              `json:"tenant_id"`
	ReservationID            *string              `json:"reservation_id"`
	DisplayName              *string              `json:"display_name"`
	DisplayDescription       *string              `json:"display_description"`
	HostName                 *string              `json:"host_name"`
	Host                     *string              `json:"host"`
	Node                     *string              `json:"node"`
	OSType                   *string              `json:"os_type"`
	Architecture             *string              `json:"architecture"`
	AvailabilityZone         *string              `json:"availability_zone"`
	Flavor                   FlavorPayload        `json:"flavor"`
	ImageUUID                *string              `json:"image_uuid"`
	KeyName                  *string              `json:"key_name"`
	KernelID                 *string              `json:"kernel_id"`
	RamdiskID                *string              `json:"ramdisk_id"`
	CreatedAt                *time.Time           `json:"created_at"`
	LaunchedAt               *time.Time           `json:"launched_at"`
	TerminatedAt             *time.Time           `json:"terminated_at"`
	DeletedAt                *time.Time           `json:"deleted_at"`
	UpdatedAt                *time.Time           `json:"updated_at"`
	State                    *string              `json:"state"`
	PowerState               *string              `json:"power_state"`
	TaskState                *string              `json:"task_state"`
	Progress                 *int64               `json:"progress"`
	IPAddresses              []IpPayload          `json:"ip_addresses"`
	BlockDevices             []BlockDevicePayload `json:"block_devices"`
	Metadata                 map[string]string    `json:"metadata"`
	Locked                   bool                 `json:"locked"`
	AutoDiskConfig           string               `json:"auto_disk_config"`
	RequestID                *string              `json:"request_id"`
	ActionInitiatorUser      *string              `json:"action_initiator_user"`    // since 1.8
	ActionInitiatorProject   *string              `json:"action_initiator_project"` // since 1.8
	LockedReason             *string              `json:"locked_reason"`            // since 1.9
	Shares                   []SharePayload       `json:"shares"`                   // since 1.10
	Fault                    *ExceptionPayload    `json:"fault"`
	TrustedImageCertificates []string             `json:"trusted_image_certificates"`
}

// VersionedObject names the object on the wire.
func (InstanceActionRebuildPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionRebuildPayload", "1.10")
}

// IpPayload is the object IpPayload 1.0 of nova.
type IpPayload struct {
	Label      string            `json:"label"`
	MAC        string            `json:"mac"`
	Meta2      map[string]string `json:"meta"`
	PortUUID   *string           `json:"port_uuid"`
	Version    int64             `json:"version"`
	Address    string            `json:"address"`
	DeviceName *string           `json:"device_name"`
}

// VersionedObject names the object on the wire.
func (IpPayload) VersionedObject() versioned.Type { return versioned.Nova.Type("IpPayload", "1.0") }

// AuditPeriodPayload is the object AuditPeriodPayload 1.0 of nova.
type AuditPeriodPayload struct {
	AuditPeriodBeginning time.Time `json:"audit_period_beginning"`
	AuditPeriodEnding    time.Time `json:"audit_period_ending"`
}

// VersionedObject names the object on the wire.
func (AuditPeriodPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("AuditPeriodPayload", "1.0")
}

// BlockDevicePayload is the object BlockDevicePayload 1.0 of nova.
type BlockDevicePayload struct {
	DeviceName          *string `json:"device_name"`
	BootIndex           *int64  `json:"boot_index"`
	DeleteOnTermination bool    `json:"delete_on_termination"`
	VolumeID            string  `json:"volume_id"`
	Tag                 *string `json:"tag"`
}

// VersionedObject names the object on the wire.
func (BlockDevicePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("BlockDevicePayload", "1.0")
}

// SharePayload is the object SharePayload 1.0 of nova.
type SharePayload struct {
	ShareMappingUUID string `json:"share_mapping_uuid"`
	ShareID          string `json:"share_id"`
	Status           string `json:"status"`
	Tag              string `json:"tag"`
}

// VersionedObject names the object on the wire.
func (SharePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("SharePayload", "1.0")
}

// InstanceStateUpdatePayload is the object InstanceStateUpdatePayload 1.0 of nova.
type InstanceStateUpdatePayload struct {
	OldState     *string `json:"old_state"`
	State        *string `json:"state"`
	OldTaskState *string `json:"old_task_state"`
	NewTaskState *string `json:"new_task_state"`
}

// VersionedObject names the object on the wire.
func (InstanceStateUpdatePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceStateUpdatePayload", "1.0")
}

// InstanceActionSnapshotPayload is the object InstanceActionSnapshotPayload 1.10 of nova.
type InstanceActionSnapshotPayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"`
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"`
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"`
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`
	AutoDiskConfig         string               `json:"auto_disk_config"`
	RequestID              *string              `json:"request_id"`               // since 1.7
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.8
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.8
	LockedReason           *string              `json:"locked_reason"`            // since 1.9
	Shares                 []SharePayload       `json:"shares"`                   // since 1.10
	Fault                  *ExceptionPayload    `json:"fault"`
	SnapshotImageID        string               `json:"snapshot_image_id"`
}

// VersionedObject names the object on the wire.
func (InstanceActionSnapshotPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceActionSnapshotPayload", "1.10")
}

// InstanceExistsPayload is the object InstanceExistsPayload 2.1 of nova.
type InstanceExistsPayload struct {
	UUID                   string               `json:"uuid"`
	UserID                 *string              `json:"user_id"`
	TenantID               *string              `json:"tenant_id"`
	ReservationID          *string              `json:"reservation_id"`
	DisplayName            *string              `json:"display_name"`
	DisplayDescription     *string              `json:"display_description"`
	HostName               *string              `json:"host_name"`
	Host                   *string              `json:"host"`
	Node                   *string              `json:"node"`
	OSType                 *string              `json:"os_type"`
	Architecture           *string              `json:"architecture"`
	AvailabilityZone       *string              `json:"availability_zone"`
	Flavor                 FlavorPayload        `json:"flavor"`
	ImageUUID              *string              `json:"image_uuid"`
	KeyName                *string              `json:"key_name"`
	KernelID               *string              `json:"kernel_id"`
	RamdiskID              *string              `json:"ramdisk_id"`
	CreatedAt              *time.Time           `json:"created_at"`
	LaunchedAt             *time.Time           `json:"launched_at"`
	TerminatedAt           *time.Time           `json:"terminated_at"`
	DeletedAt              *time.Time           `json:"deleted_at"`
	UpdatedAt              *time.Time           `json:"updated_at"`
	State                  *string              `json:"state"`
	PowerState             *string              `json:"power_state"`
	TaskState              *string              `json:"task_state"`
	Progress               *int64               `json:"progress"`
	IPAddresses            []IpPayload          `json:"ip_addresses"`
	BlockDevices           []BlockDevicePayload `json:"block_devices"`
	Metadata               map[string]string    `json:"metadata"`
	Locked                 bool                 `json:"locked"`
	AutoDiskConfig         string               `json:"auto_disk_config"`
	RequestID              *string              `json:"request_id"`
	ActionInitiatorUser    *string              `json:"action_initiator_user"`    // since 1.1
	ActionInitiatorProject *string              `json:"action_initiator_project"` // since 1.1
	LockedReason           *string              `json:"locked_reason"`            // since 1.2
	Shares                 []SharePayload       `json:"shares"`                   // since 2.1
	AuditPeriod            AuditPeriodPayload   `json:"audit_period"`
}

// VersionedObject names the object on the wire.
func (InstanceExistsPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceExistsPayload", "2.1")
}

// KeypairPayload is the object KeypairPayload 1.0 of nova.
type KeypairPayload struct {
	UserID      *string `json:"user_id"`
	Name        string  `json:"name"`
	Fingerprint *string `json:"fingerprint"`
	PublicKey   *string `json:"public_key"`
	Type        string  `json:"type"`
}

// VersionedObject names the object on the wire.
func (KeypairPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("KeypairPayload", "1.0")
}

// LibvirtErrorPayload is the object LibvirtErrorPayload 1.0 of nova.
type LibvirtErrorPayload struct {
	IP     string           `json:"ip"`
	Reason ExceptionPayload `json:"reason"`
}

// VersionedObject names the object on the wire.
func (LibvirtErrorPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("LibvirtErrorPayload", "1.0")
}

// MetricPayload is the object MetricPayload 1.0 of nova.
type MetricPayload struct {
	Name            string           `json:"name"`
	Value           int64            `json:"value"`
	NUMAMembwValues map[string]int64 `json:"numa_membw_values"`
	Timestamp       time.Time        `json:"timestamp"`
	Source          string           `json:"source"`
}

// VersionedObject names the object on the wire.
func (MetricPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("MetricPayload", "1.0")
}

// MetricsPayload is the object MetricsPayload 1.0 of nova.
type MetricsPayload struct {
	Host     string          `json:"host"`
	HostIP   string          `json:"host_ip"`
	Nodename string          `json:"nodename"`
	Metrics  []MetricPayload `json:"metrics"`
}

// VersionedObject names the object on the wire.
func (MetricsPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("MetricsPayload", "1.0")
}

// RequestSpecPayload is the object RequestSpecPayload 1.1 of nova.
type RequestSpecPayload struct {
	InstanceUUID         string                       `json:"instance_uuid"`
	ProjectID            *string                      `json:"project_id"`
	UserID               *string                      `json:"user_id"`
	AvailabilityZone     *string                      `json:"availability_zone"`
	Flavor               *FlavorPayload               `json:"flavor"`
	ForceHosts           *string                      `json:"force_hosts"`    // since 1.1
	ForceNodes           *string                      `json:"force_nodes"`    // since 1.1
	IgnoreHosts          []string                     `json:"ignore_hosts"`   // since 1.1
	ImageMeta            *ImageMetaPayload            `json:"image_meta"`     // since 1.1
	InstanceGroup        *ServerGroupPayload          `json:"instance_group"` // since 1.1
	Image                *ImageMetaPayload            `json:"image"`
	NUMATopology         *InstanceNUMATopologyPayload `json:"numa_topology"`
	PCIRequests          *InstancePCIRequestsPayload  `json:"pci_requests"`
	NumInstances         int64                        `json:"num_instances"`
	RequestedDestination *DestinationPayload          `json:"requested_destination"` // since 1.1
	Retry                *SchedulerRetriesPayload     `json:"retry"`                 // since 1.1
	SchedulerHints       map[string][]string          `json:"scheduler_hints"`       // since 1.1
	SecurityGroups       []string                     `json:"security_groups"`       // since 1.1
}

// VersionedObject names the object on the wire.
func (RequestSpecPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("RequestSpecPayload", "1.1")
}

// InstanceNUMATopologyPayload is the object InstanceNUMATopologyPayload 1.0 of nova.
type InstanceNUMATopologyPayload struct {
	InstanceUUID          string                    `json:"instance_uuid"`
	Cells                 []InstanceNUMACellPayload `json:"cells"`
	EmulatorThreadsPolicy *string                   `json:"emulator_threads_policy"`
}

// VersionedObject names the object on the wire.
func (InstanceNUMATopologyPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceNUMATopologyPayload", "1.0")
}

// InstanceNUMACellPayload is the object InstanceNUMACellPayload 1.2 of nova.
type InstanceNUMACellPayload struct {
	ID              int64                   `json:"id"`
	Cpuset          []int64                 `json:"cpuset"`
	Pcpuset         []int64                 `json:"pcpuset"` // since 1.1
	CpusetReserved  []int64                 `json:"cpuset_reserved"`
	Memory          int64                   `json:"memory"`
	Pagesize        *int64                  `json:"pagesize"`
	CPUTopology     *VirtCPUTopologyPayload `json:"cpu_topology"`
	CPUPinningRaw   map[string]int64        `json:"cpu_pinning_raw"`
	CPUPolicy       *string                 `json:"cpu_policy"` // since 1.2
	CPUThreadPolicy *string                 `json:"cpu_thread_policy"`
}

// VersionedObject names the object on the wire.
func (InstanceNUMACellPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstanceNUMACellPayload", "1.2")
}

// VirtCPUTopologyPayload is the object VirtCPUTopologyPayload 1.0 of nova.
type VirtCPUTopologyPayload struct {
	Sockets *int64 `json:"sockets"`
	Cores   *int64 `json:"cores"`
	Threads *int64 `json:"threads"`
}

// VersionedObject names the object on the wire.
func (VirtCPUTopologyPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("VirtCPUTopologyPayload", "1.0")
}

// InstancePCIRequestsPayload is the object InstancePCIRequestsPayload 1.0 of nova.
type InstancePCIRequestsPayload struct {
	InstanceUUID string                      `json:"instance_uuid"`
	Requests     []InstancePCIRequestPayload `json:"requests"`
}

// VersionedObject names the object on the wire.
func (InstancePCIRequestsPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstancePCIRequestsPayload", "1.0")
}

// InstancePCIRequestPayload is the object InstancePCIRequestPayload 1.1 of nova.
type InstancePCIRequestPayload struct {
	Count      int64                `json:"count"`
	Spec       []map[string]*string `json:"spec"`
	AliasName  *string              `json:"alias_name"`
	RequestID  *string              `json:"request_id"`
	NUMAPolicy *string              `json:"numa_policy"` // since 1.1
}

// VersionedObject names the object on the wire.
func (InstancePCIRequestPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("InstancePCIRequestPayload", "1.1")
}

// DestinationPayload is the object DestinationPayload 1.0 of nova.
type DestinationPayload struct {
	Host       string              `json:"host"`
	Node       *string             `json:"node"`
	Cell       *CellMappingPayload `json:"cell"`
	Aggregates []string            `json:"aggregates"`
}

// VersionedObject names the object on the wire.
func (DestinationPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("DestinationPayload", "1.0")
}

// SchedulerRetriesPayload is the object SchedulerRetriesPayload 1.0 of nova.
type SchedulerRetriesPayload struct {
	NumAttempts int64    `json:"num_attempts"`
	Hosts       []string `json:"hosts"`
}

// VersionedObject names the object on the wire.
func (SchedulerRetriesPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("SchedulerRetriesPayload", "1.0")
}

// CellMappingPayload is the object CellMappingPayload 2.0 of nova.
type CellMappingPayload struct {
	UUID     string  `json:"uuid"`
	Name     *string `json:"name"`
	Disabled bool    `json:"disabled"`
}

// VersionedObject names the object on the wire.
func (CellMappingPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("CellMappingPayload", "2.0")
}

// ServerGroupPayload is the object ServerGroupPayload 1.1 of nova.
type ServerGroupPayload struct {
	UUID      string            `json:"uuid"`
	Name      *string           `json:"name"`
	UserID    *string           `json:"user_id"`
	ProjectID *string           `json:"project_id"`
	Policies  []string          `json:"policies"` // since 1.1
	Members   []string          `json:"members"`
	Hosts     []string          `json:"hosts"`
	Policy    *string           `json:"policy"` // since 1.1
	Rules     map[string]string `json:"rules"`  // since 1.1
}

// VersionedObject names the object on the wire.
func (ServerGroupPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ServerGroupPayload", "1.1")
}

// ServiceStatusPayload is the object ServiceStatusPayload 1.1 of nova.
type ServiceStatusPayload struct {
	Host             *string    `json:"host"`
	Binary           *string    `json:"binary"`
	Topic            *string    `json:"topic"`
	ReportCount      int64      `json:"report_count"`
	Disabled         bool       `json:"disabled"`
	DisabledReason   *string    `json:"disabled_reason"`
	AvailabilityZone *string    `json:"availability_zone"`
	LastSeenUp       *time.Time `json:"last_seen_up"`
	ForcedDown       bool       `json:"forced_down"`
	Version          int64      `json:"version"`
	UUID             string     `json:"uuid"` // since 1.1
}

// VersionedObject names the object on the wire.
func (ServiceStatusPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ServiceStatusPayload", "1.1")
}

// VolumeUsagePayload is the object VolumeUsagePayload 1.0 of nova.
type VolumeUsagePayload struct {
	VolumeID         string     `json:"volume_id"`
	ProjectID        *string    `json:"project_id"`
	UserID           *string    `json:"user_id"`
	AvailabilityZone *string    `json:"availability_zone"`
	InstanceUUID     *string    `json:"instance_uuid"`
	LastRefreshed    *time.Time `json:"last_refreshed"`
	Reads            int64      `json:"reads"`
	ReadBytes        int64      `json:"read_bytes"`
	Writes           int64      `json:"writes"`
	WriteBytes       int64      `json:"write_bytes"`
}

// VersionedObject names the object on the wire.
func (VolumeUsagePayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("VolumeUsagePayload", "1.0")
}

// Values of NotificationAction. Newer servers may have more.
const (
	NotificationActionUpdate                     = "update"
	NotificationActionException                  = "exception"
	NotificationActionDelete                     = "delete"
	NotificationActionPause                      = "pause"
	NotificationActionUnpause                    = "unpause"
	NotificationActionResize                     = "resize"
	NotificationActionVolumeSwap                 = "volume_swap"
	NotificationActionSuspend                    = "suspend"
	NotificationActionPowerOn                    = "power_on"
	NotificationActionReboot                     = "reboot"
	NotificationActionShutdown                   = "shutdown"
	NotificationActionSnapshot                   = "snapshot"
	NotificationActionInterfaceAttach            = "interface_attach"
	NotificationActionPowerOff                   = "power_off"
	NotificationActionShelve                     = "shelve"
	NotificationActionResume                     = "resume"
	NotificationActionRestore                    = "restore"
	NotificationActionExists                     = "exists"
	NotificationActionRescue                     = "rescue"
	NotificationActionVolumeAttach               = "volume_attach"
	NotificationActionVolumeDetach               = "volume_detach"
	NotificationActionShareAttach                = "share_attach"
	NotificationActionShareDetach                = "share_detach"
	NotificationActionCreate                     = "create"
	NotificationActionImport                     = "import"
	NotificationActionEvacuate                   = "evacuate"
	NotificationActionResizeFinish               = "resize_finish"
	NotificationActionLiveMigrationAbort         = "live_migration_abort"
	NotificationActionLiveMigrationPostDest      = "live_migration_post_dest"
	NotificationActionLiveMigrationPost          = "live_migration_post"
	NotificationActionLiveMigrationPre           = "live_migration_pre"
	NotificationActionLiveMigrationRollback      = "live_migration_rollback"
	NotificationActionLiveMigrationRollbackDest  = "live_migration_rollback_dest"
	NotificationActionRebuild                    = "rebuild"
	NotificationActionInterfaceDetach            = "interface_detach"
	NotificationActionResizeConfirm              = "resize_confirm"
	NotificationActionResizePrep                 = "resize_prep"
	NotificationActionResizeRevert               = "resize_revert"
	NotificationActionShelveOffload              = "shelve_offload"
	NotificationActionSoftDelete                 = "soft_delete"
	NotificationActionTriggerCrashDump           = "trigger_crash_dump"
	NotificationActionUnrescue                   = "unrescue"
	NotificationActionUnshelve                   = "unshelve"
	NotificationActionAddHost                    = "add_host"
	NotificationActionRemoveHost                 = "remove_host"
	NotificationActionAddMember                  = "add_member"
	NotificationActionUpdateMetadata             = "update_metadata"
	NotificationActionLock                       = "lock"
	NotificationActionUnlock                     = "unlock"
	NotificationActionRebuildScheduled           = "rebuild_scheduled"
	NotificationActionUpdateProp                 = "update_prop"
	NotificationActionLiveMigrationForceComplete = "live_migration_force_complete"
	NotificationActionConnect                    = "connect"
	NotificationActionUsage                      = "usage"
	NotificationActionBuildInstances             = "build_instances"
	NotificationActionMigrateServer              = "migrate_server"
	NotificationActionRebuildServer              = "rebuild_server"
	NotificationActionSelectDestinations         = "select_destinations"
	NotificationActionCacheImages                = "cache_images"
)

// Values of NotificationPhase. Newer servers may have more.
const (
	NotificationPhaseStart    = "start"
	NotificationPhaseEnd      = "end"
	NotificationPhaseError    = "error"
	NotificationPhaseProgress = "progress"
)

// Values of NotificationSource. Newer servers may have more.
const (
	NotificationSourceNovaAPI         = "nova-api"
	NotificationSourceNovaCompute     = "nova-compute"
	NotificationSourceNovaConductor   = "nova-conductor"
	NotificationSourceNovaScheduler   = "nova-scheduler"
	NotificationSourceNovaNetwork     = "nova-network"
	NotificationSourceNovaConsoleauth = "nova-consoleauth"
	NotificationSourceNovaCells       = "nova-cells"
	NotificationSourceNovaConsole     = "nova-console"
	NotificationSourceNovaMetadata    = "nova-metadata"
)

// Values of InstanceState. Newer servers may have more.
const (
	InstanceStateActive           = "active"
	InstanceStateBuilding         = "building"
	InstanceStatePaused           = "paused"
	InstanceStateSuspended        = "suspended"
	InstanceStateStopped          = "stopped"
	InstanceStateRescued          = "rescued"
	InstanceStateResized          = "resized"
	InstanceStateSoftDelete       = "soft-delete"
	InstanceStateDeleted          = "deleted"
	InstanceStateError            = "error"
	InstanceStateShelved          = "shelved"
	InstanceStateShelvedOffloaded = "shelved_offloaded"
)

// Values of DiskBus. Newer servers may have more.
const (
	DiskBusFdc    = "fdc"
	DiskBusIde    = "ide"
	DiskBusSata   = "sata"
	DiskBusScsi   = "scsi"
	DiskBusUsb    = "usb"
	DiskBusVirtio = "virtio"
	DiskBusen     = "xen"
	DiskBusLxc    = "lxc"
	DiskBusUml    = "uml"
)

// Values of CPUAllocationPolicy. Newer servers may have more.
const (
	CPUAllocationPolicyDedicated = "dedicated"
	CPUAllocationPolicyShared    = "shared"
	CPUAllocationPolicyMixed     = "mixed"
)

// Values of CPUThreadAllocationPolicy. Newer servers may have more.
const (
	CPUThreadAllocationPolicyPrefer  = "prefer"
	CPUThreadAllocationPolicyIsolate = "isolate"
	CPUThreadAllocationPolicyRequire = "require"
)

// Values of FirmwareType. Newer servers may have more.
const (
	FirmwareTypeUefi = "uefi"
	FirmwareTypeBios = "bios"
)

// Values of InputBus. Newer servers may have more.
const (
	InputBusUsb    = "usb"
	InputBusVirtio = "virtio"
)

// Values of MemEncryptionModel. Newer servers may have more.
const (
	MemEncryptionModelAmdSev    = "amd-sev"
	MemEncryptionModelAmdSevEs  = "amd-sev-es"
	MemEncryptionModelAmdSevSnp = "amd-sev-snp"
	MemEncryptionModelIntelTdx  = "intel-tdx"
)

// Values of PCINUMAAffinityPolicy. Newer servers may have more.
const (
	PCINUMAAffinityPolicyRequired  = "required"
	PCINUMAAffinityPolicyLegacy    = "legacy"
	PCINUMAAffinityPolicyPreferred = "preferred"
	PCINUMAAffinityPolicySocket    = "socket"
)

// Values of PointerModelType. Newer servers may have more.
const (
	PointerModelTypeUsbtablet = "usbtablet"
)

// Values of BlockDeviceType. Newer servers may have more.
const (
	BlockDeviceTypeCdrom  = "cdrom"
	BlockDeviceTypeDisk   = "disk"
	BlockDeviceTypeFloppy = "floppy"
	BlockDeviceTypeFs     = "fs"
	BlockDeviceTypeLun    = "lun"
)

// Values of RNGModel. Newer servers may have more.
const (
	RNGModelVirtio = "virtio"
)

// Values of SCSIModel. Newer servers may have more.
const (
	SCSIModelBuslogic   = "buslogic"
	SCSIModelIbmvscsi   = "ibmvscsi"
	SCSIModelLsilogic   = "lsilogic"
	SCSIModelLsisas1068 = "lsisas1068"
	SCSIModelLsisas1078 = "lsisas1078"
	SCSIModelVirtioScsi = "virtio-scsi"
	SCSIModelVmpvscsi   = "vmpvscsi"
)

// Values of VideoModel. Newer servers may have more.
const (
	VideoModelCirrus = "cirrus"
	VideoModelQxl    = "qxl"
	VideoModelVga    = "vga"
	VideoModelVmvga  = "vmvga"
	VideoModelen     = "xen"
	VideoModelVirtio = "virtio"
	VideoModelGop    = "gop"
	VideoModelNone   = "none"
	VideoModelBochs  = "bochs"
)

// Values of VIOMMUModel. Newer servers may have more.
const (
	VIOMMUModelIntel  = "intel"
	VIOMMUModelSmmuv3 = "smmuv3"
	VIOMMUModelVirtio = "virtio"
	VIOMMUModelAuto   = "auto"
)

// Values of VMMode. Newer servers may have more.
const (
	VMModeHvm = "hvm"
	VMModeen  = "xen"
	VMModeUml = "uml"
	VMModeExe = "exe"
)

// Values of WatchdogAction. Newer servers may have more.
const (
	WatchdogActionNone     = "none"
	WatchdogActionPause    = "pause"
	WatchdogActionPoweroff = "poweroff"
	WatchdogActionReset    = "reset"
	WatchdogActionDisabled = "disabled"
)

// Values of TPMModel. Newer servers may have more.
const (
	TPMModelTpmTis = "tpm-tis"
	TPMModelTpmCrb = "tpm-crb"
)

// Values of TPMVersion. Newer servers may have more.
const (
	TPMVersion12 = "1.2"
	TPMVersion20 = "2.0"
)

// Values of BlockDeviceEncryptionFormatType. Newer servers may have more.
const (
	BlockDeviceEncryptionFormatTypePlain  = "plain"
	BlockDeviceEncryptionFormatTypeLuks   = "luks"
	BlockDeviceEncryptionFormatTypeLuksv2 = "luksv2"
)

// Values of MaxPhyAddrMode. Newer servers may have more.
const (
	MaxPhyAddrModePassthrough = "passthrough"
	MaxPhyAddrModeEmulate     = "emulate"
)

// Values of SoundModelType. Newer servers may have more.
const (
	SoundModelTypeSb16   = "sb16"
	SoundModelTypeEs1370 = "es1370"
	SoundModelTypePcspk  = "pcspk"
	SoundModelTypeAc97   = "ac97"
	SoundModelTypeIch6   = "ich6"
	SoundModelTypeIch9   = "ich9"
	SoundModelTypeUsb    = "usb"
	SoundModelTypeVirtio = "virtio"
)

// Values of USBControllerModelType. Newer servers may have more.
const (
	USBControllerModelTypeNone     = "none"
	USBControllerModelTypeNecXhci  = "nec-xhci"
	USBControllerModelTypeQemuXhci = "qemu-xhci"
)

// Values of HVType. Newer servers may have more.
const (
	HVTypeBaremetal = "baremetal"
	HVTypeBhyve     = "bhyve"
	HVTypeDocker    = "docker"
	HVTypeFake      = "fake"
	HVTypeHyperv    = "hyperv"
	HVTypeIronic    = "ironic"
	HVTypeKqemu     = "kqemu"
	HVTypeKvm       = "kvm"
	HVTypeLxc       = "lxc"
	HVTypeLxd       = "lxd"
	HVTypeOpenvz    = "openvz"
	HVTypeParallels = "parallels"
	HVTypePhyp      = "phyp"
	HVTypeQemu      = "qemu"
	HVTypeTest      = "test"
	HVTypeUml       = "uml"
	HVTypeVbox      = "vbox"
	HVTypeVz        = "vz"
	HVTypeVmware    = "vmware"
	HVTypeen        = "xen"
	HVTypeZvm       = "zvm"
	HVTypePrsm      = "prsm"
)

// Values of ConfigDrivePolicy. Newer servers may have more.
const (
	ConfigDrivePolicyOptional  = "optional"
	ConfigDrivePolicyMandatory = "mandatory"
)

// Values of ImageSignatureKeyType. Newer servers may have more.
const (
	ImageSignatureKeyTypeDsa          = "DSA"
	ImageSignatureKeyTypeEccSecp384r1 = "ECC_SECP384R1"
	ImageSignatureKeyTypeEccSecp521r1 = "ECC_SECP521R1"
	ImageSignatureKeyTypeEccSect409k1 = "ECC_SECT409K1"
	ImageSignatureKeyTypeEccSect409r1 = "ECC_SECT409R1"
	ImageSignatureKeyTypeEccSect571k1 = "ECC_SECT571K1"
	ImageSignatureKeyTypeEccSect571r1 = "ECC_SECT571R1"
	ImageSignatureKeyTypeRsaPss       = "RSA-PSS"
)

// Values of SecureBoot. Newer servers may have more.
const (
	SecureBootRequired = "required"
	SecureBootDisabled = "disabled"
	SecureBootOptional = "optional"
)

// Values of OSType. Newer servers may have more.
const (
	OSTypeLinux   = "linux"
	OSTypeWindows = "windows"
)

// Values of InstancePowerState. Newer servers may have more.
const (
	InstancePowerStatePending   = "pending"
	InstancePowerStateRunning   = "running"
	InstancePowerStateUnused    = "_unused"
	InstancePowerStatePaused    = "paused"
	InstancePowerStateShutdown  = "shutdown"
	InstancePowerStateCrashed   = "crashed"
	InstancePowerStateSuspended = "suspended"
)

// Values of InstanceTaskState. Newer servers may have more.
const (
	InstanceTaskStateScheduling                 = "scheduling"
	InstanceTaskStateBlockDeviceMapping         = "block_device_mapping"
	InstanceTaskStateNetworking                 = "networking"
	InstanceTaskStateSpawning                   = "spawning"
	InstanceTaskStateImageSnapshot              = "image_snapshot"
	InstanceTaskStateImageSnapshotPending       = "image_snapshot_pending"
	InstanceTaskStateImagePendingUpload         = "image_pending_upload"
	InstanceTaskStateImageUploading             = "image_uploading"
	InstanceTaskStateImageBackup                = "image_backup"
	InstanceTaskStateUpdatingPassword           = "updating_password"
	InstanceTaskStateResizePrep                 = "resize_prep"
	InstanceTaskStateResizeMigrating            = "resize_migrating"
	InstanceTaskStateResizeMigrated             = "resize_migrated"
	InstanceTaskStateResizeFinish               = "resize_finish"
	InstanceTaskStateResizeReverting            = "resize_reverting"
	InstanceTaskStateResizeConfirming           = "resize_confirming"
	InstanceTaskStateRebooting                  = "rebooting"
	InstanceTaskStateRebootPending              = "reboot_pending"
	InstanceTaskStateRebootStarted              = "reboot_started"
	InstanceTaskStateRebootingHard              = "rebooting_hard"
	InstanceTaskStateRebootPendingHard          = "reboot_pending_hard"
	InstanceTaskStateRebootStartedHard          = "reboot_started_hard"
	InstanceTaskStatePausing                    = "pausing"
	InstanceTaskStateUnpausing                  = "unpausing"
	InstanceTaskStateSuspending                 = "suspending"
	InstanceTaskStateResuming                   = "resuming"
	InstanceTaskStatePoweringOff                = "powering-off"
	InstanceTaskStatePoweringOn                 = "powering-on"
	InstanceTaskStateRescuing                   = "rescuing"
	InstanceTaskStateUnrescuing                 = "unrescuing"
	InstanceTaskStateRebuilding                 = "rebuilding"
	InstanceTaskStateRebuildBlockDeviceMapping  = "rebuild_block_device_mapping"
	InstanceTaskStateRebuildSpawning            = "rebuild_spawning"
	InstanceTaskStateMigrating                  = "migrating"
	InstanceTaskStateDeleting                   = "deleting"
	InstanceTaskStateSoftDeleting               = "soft-deleting"
	InstanceTaskStateRestoring                  = "restoring"
	InstanceTaskStateShelving                   = "shelving"
	InstanceTaskStateShelvingImagePendingUpload = "shelving_image_pending_upload"
	InstanceTaskStateShelvingImageUploading     = "shelving_image_uploading"
	InstanceTaskStateShelvingOffloading         = "shelving_offloading"
	InstanceTaskStateUnshelving                 = "unshelving"
)

// Values of DiskConfig. Newer servers may have more.
const (
	DiskConfigManual = "MANUAL"
	DiskConfigAuto   = "AUTO"
)

// Values of MonitorMetricType. Newer servers may have more.
const (
	MonitorMetricTypeCPUFrequency     = "cpu.frequency"
	MonitorMetricTypeCPUUserTime      = "cpu.user.time"
	MonitorMetricTypeCPUKernelTime    = "cpu.kernel.time"
	MonitorMetricTypeCPUIdleTime      = "cpu.idle.time"
	MonitorMetricTypeCPUIowaitTime    = "cpu.iowait.time"
	MonitorMetricTypeCPUUserPercent   = "cpu.user.percent"
	MonitorMetricTypeCPUKernelPercent = "cpu.kernel.percent"
	MonitorMetricTypeCPUIdlePercent   = "cpu.idle.percent"
	MonitorMetricTypeCPUIowaitPercent = "cpu.iowait.percent"
	MonitorMetricTypeCPUPercent       = "cpu.percent"
	MonitorMetricTypeNUMAMembwMax     = "numa.membw.max"
	MonitorMetricTypeNUMAMembwCurrent = "numa.membw.current"
)

// Values of CPUEmulatorThreadsPolicy. Newer servers may have more.
const (
	CPUEmulatorThreadsPolicyShare   = "share"
	CPUEmulatorThreadsPolicyIsolate = "isolate"
)
