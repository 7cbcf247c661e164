// Package notifications is nova's unversioned notifications, written by hand
// from nova's source. Nova sends them with notification_format=unversioned or
// both.
package notifications

import (
	"context"
)

// Instances is what happens to instances.
//
//oslo:notify publisher={service}.{host} exchange=nova
type Instances interface {
	//oslo:event compute.instance.create.end
	CreateEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.create.error priority=error
	CreateError(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.create.start
	CreateStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.create_ip.end
	CreateIPEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.create_ip.start
	CreateIPStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.delete.end
	DeleteEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.delete.start
	DeleteStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.delete_ip.end
	DeleteIPEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.delete_ip.start
	DeleteIPStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.evacuate
	Evacuate(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.exists
	Exists(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.finish_resize.end
	FinishResizeEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.finish_resize.start
	FinishResizeStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live.migration.abort.end
	LiveMigrationAbortEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live.migration.abort.start
	LiveMigrationAbortStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live.migration.force.complete.end
	LiveMigrationForceCompleteEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live.migration.force.complete.start
	LiveMigrationForceCompleteStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration._post.end
	LiveMigrationPostEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration._post.start
	LiveMigrationPostStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration._rollback.end
	LiveMigrationRollbackEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration._rollback.start
	LiveMigrationRollbackStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration.post.dest.end
	LiveMigrationPostDestEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration.post.dest.start
	LiveMigrationPostDestStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration.pre.end
	LiveMigrationPreEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration.pre.start
	LiveMigrationPreStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration.rollback.dest.end
	LiveMigrationRollbackDestEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.live_migration.rollback.dest.start
	LiveMigrationRollbackDestStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.pause.end
	PauseEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.pause.start
	PauseStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.power_off.end
	PowerOffEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.power_off.start
	PowerOffStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.power_on.end
	PowerOnEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.power_on.start
	PowerOnStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.reboot.end
	RebootEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.reboot.error priority=error
	RebootError(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.reboot.start
	RebootStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.rebuild.end
	RebuildEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.rebuild.error priority=error
	RebuildError(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.rebuild.scheduled
	RebuildScheduled(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.rebuild.start
	RebuildStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.rescue.end
	RescueEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.rescue.start
	RescueStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.confirm.end
	ResizeConfirmEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.confirm.start
	ResizeConfirmStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.end
	ResizeEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.error priority=error
	ResizeError(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.prep.end
	ResizePrepEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.prep.start
	ResizePrepStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.revert.end
	ResizeRevertEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.revert.start
	ResizeRevertStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resize.start
	ResizeStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.restore.end
	RestoreEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.restore.start
	RestoreStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resume.end
	ResumeEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.resume.start
	ResumeStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.shelve.end
	ShelveEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.shelve.start
	ShelveStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.shelve_offload.end
	ShelveOffloadEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.shelve_offload.start
	ShelveOffloadStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.shutdown.end
	ShutdownEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.shutdown.start
	ShutdownStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.snapshot.end
	SnapshotEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.snapshot.start
	SnapshotStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.soft_delete.end
	SoftDeleteEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.soft_delete.start
	SoftDeleteStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.suspend.end
	SuspendEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.suspend.start
	SuspendStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.trigger_crash_dump.end
	TriggerCrashDumpEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.trigger_crash_dump.start
	TriggerCrashDumpStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.unpause.end
	UnpauseEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.unpause.start
	UnpauseStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.unrescue.end
	UnrescueEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.unrescue.start
	UnrescueStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.unshelve.end
	UnshelveEnd(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.unshelve.start
	UnshelveStart(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.update
	Update(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.volume.attach
	VolumeAttach(ctx context.Context, payload Instance) error

	//oslo:event compute.instance.volume.detach
	VolumeDetach(ctx context.Context, payload Instance) error
}

// InstanceEvents hears all notifications of instances.
//
//oslo:notify exchange=nova only=server
type InstanceEvents interface {
	//oslo:event compute.instance.* priority=any
	Instance(ctx context.Context, payload Instance) error
}

// Aggregates is what happens to host aggregates. The last part of the publisher is the
// id or the name of the aggregate.
//
//oslo:notify publisher=aggregate.{aggregate} exchange=nova
type Aggregates interface {
	//oslo:event aggregate.addhost.start
	AddhostStart(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.addhost.end
	AddhostEnd(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.create.start
	CreateStart(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.create.end
	CreateEnd(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.delete.start
	DeleteStart(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.delete.end
	DeleteEnd(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.removehost.start
	RemovehostStart(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.removehost.end
	RemovehostEnd(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.updatemetadata.start
	UpdatemetadataStart(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.updatemetadata.end
	UpdatemetadataEnd(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.updateprop.start
	UpdatepropStart(ctx context.Context, payload Aggregate) error

	//oslo:event aggregate.updateprop.end
	UpdatepropEnd(ctx context.Context, payload Aggregate) error
}

// ServerGroups is what happens to server groups.
//
//oslo:notify publisher=servergroup.{host} exchange=nova
type ServerGroups interface {
	//oslo:event servergroup.addmember
	Addmember(ctx context.Context, payload ServerGroup) error

	//oslo:event servergroup.create
	Create(ctx context.Context, payload ServerGroup) error

	//oslo:event servergroup.delete
	Delete(ctx context.Context, payload ServerGroup) error

	//oslo:event servergroup.update
	Update(ctx context.Context, payload ServerGroup) error
}

// Keypairs is what happens to key pairs.
//
//oslo:notify publisher=api.{host} exchange=nova
type Keypairs interface {
	//oslo:event keypair.create.start
	CreateStart(ctx context.Context, payload Keypair) error

	//oslo:event keypair.create.end
	CreateEnd(ctx context.Context, payload Keypair) error

	//oslo:event keypair.delete.start
	DeleteStart(ctx context.Context, payload Keypair) error

	//oslo:event keypair.delete.end
	DeleteEnd(ctx context.Context, payload Keypair) error

	//oslo:event keypair.import.start
	ImportStart(ctx context.Context, payload Keypair) error

	//oslo:event keypair.import.end
	ImportEnd(ctx context.Context, payload Keypair) error
}

// Hosts is what administrators do to hosts.
//
//oslo:notify publisher=api.{host} exchange=nova
type Hosts interface {
	//oslo:event HostAPI.power_action.start
	PowerActionStart(ctx context.Context, payload Host) error

	//oslo:event HostAPI.power_action.end
	PowerActionEnd(ctx context.Context, payload Host) error

	//oslo:event HostAPI.set_enabled.start
	SetEnabledStart(ctx context.Context, payload Host) error

	//oslo:event HostAPI.set_enabled.end
	SetEnabledEnd(ctx context.Context, payload Host) error

	//oslo:event HostAPI.set_maintenance.start
	SetMaintenanceStart(ctx context.Context, payload Host) error

	//oslo:event HostAPI.set_maintenance.end
	SetMaintenanceEnd(ctx context.Context, payload Host) error
}

// Scheduling is how instances find their hosts.
//
//oslo:notify publisher=scheduler.{host} exchange=nova
type Scheduling interface {
	//oslo:event scheduler.select_destinations.start
	SelectDestinationsStart(ctx context.Context, payload Selection) error

	//oslo:event scheduler.select_destinations.end
	SelectDestinationsEnd(ctx context.Context, payload Selection) error
}

// Computes is what hosts report about themselves.
//
//oslo:notify publisher=compute.{host} exchange=nova
type Computes interface {
	//oslo:event volume.usage
	VolumeUsage(ctx context.Context, payload VolumeUsage) error

	//oslo:event compute.metrics.update
	ComputeMetricsUpdate(ctx context.Context, payload Metrics) error

	//oslo:event compute.libvirt.error priority=error
	ComputeLibvirtError(ctx context.Context, payload LibvirtError) error
}

// TaskErrors is what a conductor could not do with an instance.
//
//oslo:notify publisher=compute_task.{host} exchange=nova
type TaskErrors interface {
	//oslo:event compute_task.build_instances priority=error
	BuildInstances(ctx context.Context, payload TaskError) error

	//oslo:event compute_task.migrate_server priority=error
	MigrateServer(ctx context.Context, payload TaskError) error

	//oslo:event compute_task.rebuild_server priority=error
	RebuildServer(ctx context.Context, payload TaskError) error
}

// Instance is an instance. Events add the fields that may be missing.
type Instance struct {
	TenantID             string           `json:"tenant_id"`
	UserID               string           `json:"user_id"`
	InstanceID           string           `json:"instance_id"`
	DisplayName          *string          `json:"display_name"`
	ReservationID        *string          `json:"reservation_id"`
	Hostname             *string          `json:"hostname"`
	InstanceType         string           `json:"instance_type"`
	InstanceTypeID       *int64           `json:"instance_type_id"`
	InstanceFlavorID     string           `json:"instance_flavor_id"`
	Architecture         *string          `json:"architecture"`
	MemoryMB             int64            `json:"memory_mb"`
	DiskGB               int64            `json:"disk_gb"`
	VCPUs                int64            `json:"vcpus"`
	RootGB               int64            `json:"root_gb"`
	EphemeralGB          int64            `json:"ephemeral_gb"`
	Host                 *string          `json:"host"`
	Node                 *string          `json:"node"`
	AvailabilityZone     *string          `json:"availability_zone"`
	CellName             string           `json:"cell_name"`
	CreatedAt            string           `json:"created_at"`
	TerminatedAt         string           `json:"terminated_at"`
	DeletedAt            string           `json:"deleted_at"`
	LaunchedAt           string           `json:"launched_at"`
	ImageRefURL          *string          `json:"image_ref_url"`
	OSType               *string          `json:"os_type"`
	KernelID             *string          `json:"kernel_id"`
	RamdiskID            *string          `json:"ramdisk_id"`
	State                *string          `json:"state"`
	StateDescription     string           `json:"state_description"`
	Progress             any              `json:"progress"` // a number, or an empty string
	AccessIPV4           *string          `json:"access_ip_v4"`
	AccessIPV6           *string          `json:"access_ip_v6"`
	FixedIPs             []map[string]any `json:"fixed_ips,omitempty"`
	ImageMeta            map[string]any   `json:"image_meta"`
	Metadata             map[string]any   `json:"metadata"`
	OldState             *string          `json:"old_state,omitempty"` // of compute.instance.update
	OldTaskState         *string          `json:"old_task_state,omitempty"`
	NewTaskState         *string          `json:"new_task_state,omitempty"`
	OldDisplayName       string           `json:"old_display_name,omitempty"`
	AuditPeriodBeginning string           `json:"audit_period_beginning,omitempty"` // of exists and update
	AuditPeriodEnding    string           `json:"audit_period_ending,omitempty"`
	Code                 int64            `json:"code,omitempty"` // of errors
	Message              string           `json:"message,omitempty"`
	Exception            any              `json:"exception,omitempty"`
	ImageName            string           `json:"image_name,omitempty"` // of create, rebuild and rescue
	RescueImageName      string           `json:"rescue_image_name,omitempty"`
	NewInstanceType      string           `json:"new_instance_type,omitempty"` // of resize.prep
	NewInstanceTypeID    int64            `json:"new_instance_type_id,omitempty"`
	VolumeID             string           `json:"volume_id,omitempty"` // of volume.attach and volume.detach
}

// Aggregate is a host aggregate.
type Aggregate struct {
	AggregateID int64          `json:"aggregate_id,omitempty"`
	Name        string         `json:"name,omitempty"`
	HostName    string         `json:"host_name,omitempty"` // of addhost and removehost
	Hosts       []string       `json:"hosts,omitempty"`
	MetaData    map[string]any `json:"meta_data,omitempty"`
}

// ServerGroup is a server group.
type ServerGroup struct {
	ServerGroupID string   `json:"server_group_id"`
	Name          string   `json:"name,omitempty"`
	Policies      []string `json:"policies,omitempty"`
	InstanceUuids []string `json:"instance_uuids,omitempty"` // of addmember
	Members       any      `json:"members,omitempty"`
}

// Keypair is a key pair.
type Keypair struct {
	TenantID string `json:"tenant_id"`
	UserID   string `json:"user_id"`
	KeyName  string `json:"key_name"`
}

// Host is what is done to a host.
type Host struct {
	HostName string `json:"host_name"`
	Action   string `json:"action,omitempty"`  // of power_action
	Enabled  any    `json:"enabled,omitempty"` // of set_enabled
	Mode     any    `json:"mode,omitempty"`    // of set_maintenance
}

// Selection is the request for a host.
type Selection struct {
	RequestSpec map[string]any `json:"request_spec"`
}

// VolumeUsage is what an instance read from and wrote to a volume.
type VolumeUsage struct {
	VolumeID         string `json:"volume_id"`
	TenantID         string `json:"tenant_id"`
	UserID           string `json:"user_id"`
	AvailabilityZone string `json:"availability_zone"`
	InstanceID       string `json:"instance_id"`
	LastRefreshed    string `json:"last_refreshed"`
	Reads            int64  `json:"reads"`
	ReadBytes        int64  `json:"read_bytes"`
	Writes           int64  `json:"writes"`
	WriteBytes       int64  `json:"write_bytes"`
}

// Metrics is what a host measures.
type Metrics struct {
	NodeName string           `json:"nodename"`
	HostIP   any              `json:"host_ip"`
	Host     string           `json:"host"`
	Metrics  []map[string]any `json:"metrics"`
}

// LibvirtError is a connection to libvirt that fails.
type LibvirtError struct {
	IP        string `json:"ip"`
	Exception any    `json:"exception"`
}

// TaskError is a task that failed.
type TaskError struct {
	RequestSpec        map[string]any `json:"request_spec"`
	InstanceProperties map[string]any `json:"instance_properties"`
	InstanceID         string         `json:"instance_id"`
	State              string         `json:"state"`
	Method             string         `json:"method"`
	Reason             any            `json:"reason"`
}
