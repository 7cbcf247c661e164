// Package notifications is cinder's notifications, written by hand from cinder's
// source. Cinder leaves the control exchange at oslo.messaging's default.
package notifications

import (
	"context"
)

// Volumes is what happens to volumes.
//
//oslo:notify publisher=volume.{host}
type Volumes interface {
	//oslo:event volume.create.start
	CreateStart(ctx context.Context, payload Volume) error

	//oslo:event volume.create.end
	CreateEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.delete.start
	DeleteStart(ctx context.Context, payload Volume) error

	//oslo:event volume.delete.end
	DeleteEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.attach.start
	AttachStart(ctx context.Context, payload Volume) error

	//oslo:event volume.attach.end
	AttachEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.detach.start
	DetachStart(ctx context.Context, payload Volume) error

	//oslo:event volume.detach.end
	DetachEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.resize.start
	ResizeStart(ctx context.Context, payload Volume) error

	//oslo:event volume.resize.end
	ResizeEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.revert.start
	RevertStart(ctx context.Context, payload Volume) error

	//oslo:event volume.revert.end
	RevertEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.update.start
	UpdateStart(ctx context.Context, payload Volume) error

	//oslo:event volume.update.end
	UpdateEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.manage_existing.start
	ManageExistingStart(ctx context.Context, payload Volume) error

	//oslo:event volume.manage_existing.end
	ManageExistingEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.migrate.start
	MigrateStart(ctx context.Context, payload Volume) error

	//oslo:event volume.migrate.end
	MigrateEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.transfer.create.start
	TransferCreateStart(ctx context.Context, payload Volume) error

	//oslo:event volume.transfer.create.end
	TransferCreateEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.transfer.accept.start
	TransferAcceptStart(ctx context.Context, payload Volume) error

	//oslo:event volume.transfer.accept.end
	TransferAcceptEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.transfer.delete.start
	TransferDeleteStart(ctx context.Context, payload Volume) error

	//oslo:event volume.transfer.delete.end
	TransferDeleteEnd(ctx context.Context, payload Volume) error

	//oslo:event volume.exists
	Exists(ctx context.Context, payload Volume) error

	//oslo:event volume.retype
	Retype(ctx context.Context, payload Volume) error
}

// Snapshots is what happens to snapshots.
//
//oslo:notify publisher=snapshot.{host}
type Snapshots interface {
	//oslo:event snapshot.create.start
	CreateStart(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.create.end
	CreateEnd(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.delete.start
	DeleteStart(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.delete.end
	DeleteEnd(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.update.start
	UpdateStart(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.update.end
	UpdateEnd(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.revert.start
	RevertStart(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.revert.end
	RevertEnd(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.manage_existing_snapshot.start
	ManageExistingSnapshotStart(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.manage_existing_snapshot.end
	ManageExistingSnapshotEnd(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.exists
	Exists(ctx context.Context, payload Snapshot) error

	//oslo:event snapshot.reset_status.end
	ResetStatusEnd(ctx context.Context, payload Snapshot) error
}

// Backups is what happens to backups.
//
//oslo:notify publisher=backup.{host}
type Backups interface {
	//oslo:event backup.create.start
	CreateStart(ctx context.Context, payload Backup) error

	//oslo:event backup.create.end
	CreateEnd(ctx context.Context, payload Backup) error

	//oslo:event backup.delete.start
	DeleteStart(ctx context.Context, payload Backup) error

	//oslo:event backup.delete.end
	DeleteEnd(ctx context.Context, payload Backup) error

	//oslo:event backup.restore.start
	RestoreStart(ctx context.Context, payload Backup) error

	//oslo:event backup.restore.end
	RestoreEnd(ctx context.Context, payload Backup) error

	//oslo:event backup.createprogress
	Createprogress(ctx context.Context, payload Backup) error

	//oslo:event backup.exists
	Exists(ctx context.Context, payload Backup) error

	//oslo:event backup.reset_status.end
	ResetStatusEnd(ctx context.Context, payload Backup) error
}

// Groups is what happens to groups of volumes.
//
//oslo:notify publisher=group.{host}
type Groups interface {
	//oslo:event group.create.start
	CreateStart(ctx context.Context, payload Group) error

	//oslo:event group.create.end
	CreateEnd(ctx context.Context, payload Group) error

	//oslo:event group.delete.start
	DeleteStart(ctx context.Context, payload Group) error

	//oslo:event group.delete.end
	DeleteEnd(ctx context.Context, payload Group) error

	//oslo:event group.update.start
	UpdateStart(ctx context.Context, payload Group) error

	//oslo:event group.update.end
	UpdateEnd(ctx context.Context, payload Group) error

	//oslo:event group.enable_replication.start
	EnableReplicationStart(ctx context.Context, payload Group) error

	//oslo:event group.enable_replication.end
	EnableReplicationEnd(ctx context.Context, payload Group) error

	//oslo:event group.disable_replication.start
	DisableReplicationStart(ctx context.Context, payload Group) error

	//oslo:event group.disable_replication.end
	DisableReplicationEnd(ctx context.Context, payload Group) error

	//oslo:event group.failover_replication.start
	FailoverReplicationStart(ctx context.Context, payload Group) error

	//oslo:event group.failover_replication.end
	FailoverReplicationEnd(ctx context.Context, payload Group) error
}

// GroupSnapshots is what happens to snapshots of groups.
//
//oslo:notify publisher=group_snapshot.{host}
type GroupSnapshots interface {
	//oslo:event group_snapshot.create.start
	CreateStart(ctx context.Context, payload GroupSnapshot) error

	//oslo:event group_snapshot.create.end
	CreateEnd(ctx context.Context, payload GroupSnapshot) error

	//oslo:event group_snapshot.delete.start
	DeleteStart(ctx context.Context, payload GroupSnapshot) error

	//oslo:event group_snapshot.delete.end
	DeleteEnd(ctx context.Context, payload GroupSnapshot) error
}

// Capacities is how much room the pools have.
//
//oslo:notify publisher=capacity.{host}
type Capacities interface {
	//oslo:event capacity.pool
	Pool(ctx context.Context, payload Capacity) error

	//oslo:event capacity.backend
	Backend(ctx context.Context, payload Capacity) error
}

// ImageCaches is what happens to the cache of images.
//
//oslo:notify publisher=volume.{host}
type ImageCaches interface {
	//oslo:event image_volume_cache.hit
	Hit(ctx context.Context, payload CachedImage) error

	//oslo:event image_volume_cache.miss
	Miss(ctx context.Context, payload CachedImage) error

	//oslo:event image_volume_cache.evict
	Evict(ctx context.Context, payload CachedImage) error
}

// TypeAccesses is which projects may use a volume type.
//
//oslo:notify publisher=volume_type_project.{host}
type TypeAccesses interface {
	//oslo:event volume_type_project.access.add
	AccessAdd(ctx context.Context, payload TypeAccess) error

	//oslo:event volume_type_project.access.remove
	AccessRemove(ctx context.Context, payload TypeAccess) error
}

// Volume is a volume.
type Volume struct {
	TenantID                  string           `json:"tenant_id"`
	Host                      *string          `json:"host"`
	UserID                    string           `json:"user_id"`
	AvailabilityZone          *string          `json:"availability_zone"`
	VolumeID                  string           `json:"volume_id"`
	VolumeType                *string          `json:"volume_type"`
	DisplayName               *string          `json:"display_name"`
	LaunchedAt                string           `json:"launched_at"`
	CreatedAt                 string           `json:"created_at"`
	Status                    string           `json:"status"`
	SnapshotID                *string          `json:"snapshot_id"`
	Size                      int64            `json:"size"`
	ReplicationStatus         *string          `json:"replication_status"`
	ReplicationExtendedStatus *string          `json:"replication_extended_status"`
	ReplicationDriverData     *string          `json:"replication_driver_data"`
	Metadata                  any              `json:"metadata"`
	VolumeAttachment          []map[string]any `json:"volume_attachment,omitempty"`
	GlanceMetadata            any              `json:"glance_metadata,omitempty"`
	AuditPeriodBeginning      string           `json:"audit_period_beginning,omitempty"` // of exists
	AuditPeriodEnding         string           `json:"audit_period_ending,omitempty"`
}

// Snapshot is a snapshot of a volume.
type Snapshot struct {
	TenantID             string  `json:"tenant_id"`
	UserID               string  `json:"user_id"`
	AvailabilityZone     *string `json:"availability_zone"`
	VolumeID             string  `json:"volume_id"`
	VolumeSize           int64   `json:"volume_size"`
	SnapshotID           string  `json:"snapshot_id"`
	DisplayName          *string `json:"display_name"`
	CreatedAt            string  `json:"created_at"`
	Status               string  `json:"status"`
	Deleted              string  `json:"deleted"`
	Metadata             string  `json:"metadata"`                         // the text of a Python dict
	AuditPeriodBeginning string  `json:"audit_period_beginning,omitempty"` // of exists
	AuditPeriodEnding    string  `json:"audit_period_ending,omitempty"`
}

// Backup is a backup of a volume.
type Backup struct {
	TenantID             string  `json:"tenant_id"`
	UserID               string  `json:"user_id"`
	AvailabilityZone     *string `json:"availability_zone"`
	BackupID             string  `json:"backup_id"`
	Host                 *string `json:"host"`
	DisplayName          *string `json:"display_name"`
	CreatedAt            string  `json:"created_at"`
	Status               string  `json:"status"`
	VolumeID             string  `json:"volume_id"`
	Size                 int64   `json:"size"`
	ServiceMetadata      *string `json:"service_metadata"`
	Service              *string `json:"service"`
	FailReason           *string `json:"fail_reason"`
	ParentID             *string `json:"parent_id"`
	NumDependentBackups  int64   `json:"num_dependent_backups"`
	SnapshotID           *string `json:"snapshot_id"`
	BackupPercent        any     `json:"backup_percent,omitempty"`         // of createprogress
	AuditPeriodBeginning string  `json:"audit_period_beginning,omitempty"` // of exists
	AuditPeriodEnding    string  `json:"audit_period_ending,omitempty"`
}

// Group is a group of volumes.
type Group struct {
	TenantID         string  `json:"tenant_id"`
	UserID           string  `json:"user_id"`
	AvailabilityZone *string `json:"availability_zone"`
	GroupID          string  `json:"group_id"`
	GroupType        *string `json:"group_type"`
	Name             *string `json:"name"`
	CreatedAt        string  `json:"created_at"`
	Status           string  `json:"status"`
}

// GroupSnapshot is a snapshot of a group.
type GroupSnapshot struct {
	TenantID        string  `json:"tenant_id"`
	UserID          string  `json:"user_id"`
	GroupSnapshotID string  `json:"group_snapshot_id"`
	Name            *string `json:"name"`
	GroupID         string  `json:"group_id"`
	GroupType       *string `json:"group_type"`
	CreatedAt       string  `json:"created_at"`
	Status          string  `json:"status"`
}

// Capacity is the room of a pool or of a backend. A number may be the text infinite or
// unknown.
type Capacity struct {
	NameToID    string `json:"name_to_id"`
	Total       any    `json:"total"`
	Free        any    `json:"free"`
	Allocated   any    `json:"allocated"`
	Provisioned any    `json:"provisioned"`
	VirtualFree any    `json:"virtual_free"`
	ReportedAt  any    `json:"reported_at"`
}

// CachedImage is an image in the cache.
type CachedImage struct {
	ImageID string `json:"image_id"`
	Host    string `json:"host"`
}

// TypeAccess is a project that may use a volume type.
type TypeAccess struct {
	VolumeTypeID string `json:"volume_type_id"`
	ProjectID    string `json:"project_id"`
}
