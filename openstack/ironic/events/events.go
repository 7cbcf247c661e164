// Package events is the notifications of AllocationCRUDNotification, ChassisCRUDNotification, DeployTemplateCRUDNotification and more, imported from Python.
package events

import (
	"context"
	"time"

	"github.com/oslogen/oslogen/runtime/versioned"
)

// AllocationCRUDNotification is the notification AllocationCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type AllocationCRUDNotification interface {
	//oslo:event baremetal.allocation.create.start
	BaremetalAllocationCreateStart(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.create.end
	BaremetalAllocationCreateEnd(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.update.start
	BaremetalAllocationUpdateStart(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.update.end
	BaremetalAllocationUpdateEnd(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.delete.start
	BaremetalAllocationDeleteStart(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.delete.end
	BaremetalAllocationDeleteEnd(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.create.error priority=error
	BaremetalAllocationCreateError(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.update.error priority=error
	BaremetalAllocationUpdateError(ctx context.Context, payload AllocationCRUDPayload) error

	//oslo:event baremetal.allocation.delete.error priority=error
	BaremetalAllocationDeleteError(ctx context.Context, payload AllocationCRUDPayload) error
}

// ChassisCRUDNotification is the notification ChassisCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type ChassisCRUDNotification interface {
	//oslo:event baremetal.chassis.create.start
	BaremetalChassisCreateStart(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.create.end
	BaremetalChassisCreateEnd(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.update.start
	BaremetalChassisUpdateStart(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.update.end
	BaremetalChassisUpdateEnd(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.delete.start
	BaremetalChassisDeleteStart(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.delete.end
	BaremetalChassisDeleteEnd(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.create.error priority=error
	BaremetalChassisCreateError(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.update.error priority=error
	BaremetalChassisUpdateError(ctx context.Context, payload ChassisCRUDPayload) error

	//oslo:event baremetal.chassis.delete.error priority=error
	BaremetalChassisDeleteError(ctx context.Context, payload ChassisCRUDPayload) error
}

// DeployTemplateCRUDNotification is the notification DeployTemplateCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type DeployTemplateCRUDNotification interface {
	//oslo:event baremetal.deploytemplate.create.start
	BaremetalDeploytemplateCreateStart(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.create.end
	BaremetalDeploytemplateCreateEnd(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.update.start
	BaremetalDeploytemplateUpdateStart(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.update.end
	BaremetalDeploytemplateUpdateEnd(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.delete.start
	BaremetalDeploytemplateDeleteStart(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.delete.end
	BaremetalDeploytemplateDeleteEnd(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.create.error priority=error
	BaremetalDeploytemplateCreateError(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.update.error priority=error
	BaremetalDeploytemplateUpdateError(ctx context.Context, payload DeployTemplateCRUDPayload) error

	//oslo:event baremetal.deploytemplate.delete.error priority=error
	BaremetalDeploytemplateDeleteError(ctx context.Context, payload DeployTemplateCRUDPayload) error
}

// InspectionRuleCRUDNotification is the notification InspectionRuleCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type InspectionRuleCRUDNotification interface {
	//oslo:event baremetal.inspectionrule.create.start
	BaremetalInspectionruleCreateStart(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.create.end
	BaremetalInspectionruleCreateEnd(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.update.start
	BaremetalInspectionruleUpdateStart(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.update.end
	BaremetalInspectionruleUpdateEnd(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.delete.start
	BaremetalInspectionruleDeleteStart(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.delete.end
	BaremetalInspectionruleDeleteEnd(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.create.error priority=error
	BaremetalInspectionruleCreateError(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.update.error priority=error
	BaremetalInspectionruleUpdateError(ctx context.Context, payload InspectionRuleCRUDPayload) error

	//oslo:event baremetal.inspectionrule.delete.error priority=error
	BaremetalInspectionruleDeleteError(ctx context.Context, payload InspectionRuleCRUDPayload) error
}

// NodeSetPowerStateNotification is the notification NodeSetPowerStateNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type NodeSetPowerStateNotification interface {
	//oslo:event baremetal.node.power_set.start
	BaremetalNodePowerSetStart(ctx context.Context, payload NodeSetPowerStatePayload) error

	//oslo:event baremetal.node.power_set.end
	BaremetalNodePowerSetEnd(ctx context.Context, payload NodeSetPowerStatePayload) error

	//oslo:event baremetal.node.power_set.error priority=error
	BaremetalNodePowerSetError(ctx context.Context, payload NodeSetPowerStatePayload) error
}

// NodeCorrectedPowerStateNotification is the notification NodeCorrectedPowerStateNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type NodeCorrectedPowerStateNotification interface {
	//oslo:event baremetal.node.power_state_corrected.success
	BaremetalNodePowerStateCorrectedSuccess(ctx context.Context, payload NodeCorrectedPowerStatePayload) error
}

// NodeSetProvisionStateNotification is the notification NodeSetProvisionStateNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type NodeSetProvisionStateNotification interface {
	//oslo:event baremetal.node.provision_set.start
	BaremetalNodeProvisionSetStart(ctx context.Context, payload NodeSetProvisionStatePayload) error

	//oslo:event baremetal.node.provision_set.end
	BaremetalNodeProvisionSetEnd(ctx context.Context, payload NodeSetProvisionStatePayload) error

	//oslo:event baremetal.node.provision_set.success
	BaremetalNodeProvisionSetSuccess(ctx context.Context, payload NodeSetProvisionStatePayload) error

	//oslo:event baremetal.node.provision_set.error priority=error
	BaremetalNodeProvisionSetError(ctx context.Context, payload NodeSetProvisionStatePayload) error
}

// NodeCRUDNotification is the notification NodeCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type NodeCRUDNotification interface {
	//oslo:event baremetal.node.create.start
	BaremetalNodeCreateStart(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.create.end
	BaremetalNodeCreateEnd(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.update.start
	BaremetalNodeUpdateStart(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.update.end
	BaremetalNodeUpdateEnd(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.delete.start
	BaremetalNodeDeleteStart(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.delete.end
	BaremetalNodeDeleteEnd(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.create.error priority=error
	BaremetalNodeCreateError(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.update.error priority=error
	BaremetalNodeUpdateError(ctx context.Context, payload NodeCRUDPayload) error

	//oslo:event baremetal.node.delete.error priority=error
	BaremetalNodeDeleteError(ctx context.Context, payload NodeCRUDPayload) error
}

// NodeMaintenanceNotification is the notification NodeMaintenanceNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type NodeMaintenanceNotification interface {
	//oslo:event baremetal.node.maintenance_set.start
	BaremetalNodeMaintenanceSetStart(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.maintenance_set.end
	BaremetalNodeMaintenanceSetEnd(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.maintenance_set.error priority=error
	BaremetalNodeMaintenanceSetError(ctx context.Context, payload NodePayload) error
}

// NodeConsoleNotification is the notification NodeConsoleNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type NodeConsoleNotification interface {
	//oslo:event baremetal.node.console_set.start
	BaremetalNodeConsoleSetStart(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.console_set.end
	BaremetalNodeConsoleSetEnd(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.console_restore.start
	BaremetalNodeConsoleRestoreStart(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.console_restore.end
	BaremetalNodeConsoleRestoreEnd(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.console_set.error priority=error
	BaremetalNodeConsoleSetError(ctx context.Context, payload NodePayload) error

	//oslo:event baremetal.node.console_restore.error priority=error
	BaremetalNodeConsoleRestoreError(ctx context.Context, payload NodePayload) error
}

// PortCRUDNotification is the notification PortCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type PortCRUDNotification interface {
	//oslo:event baremetal.port.create.start
	BaremetalPortCreateStart(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.create.end
	BaremetalPortCreateEnd(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.update.start
	BaremetalPortUpdateStart(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.update.end
	BaremetalPortUpdateEnd(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.delete.start
	BaremetalPortDeleteStart(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.delete.end
	BaremetalPortDeleteEnd(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.create.error priority=error
	BaremetalPortCreateError(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.update.error priority=error
	BaremetalPortUpdateError(ctx context.Context, payload PortCRUDPayload) error

	//oslo:event baremetal.port.delete.error priority=error
	BaremetalPortDeleteError(ctx context.Context, payload PortCRUDPayload) error
}

// PortgroupCRUDNotification is the notification PortgroupCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type PortgroupCRUDNotification interface {
	//oslo:event baremetal.portgroup.create.start
	BaremetalPortgroupCreateStart(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.create.end
	BaremetalPortgroupCreateEnd(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.update.start
	BaremetalPortgroupUpdateStart(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.update.end
	BaremetalPortgroupUpdateEnd(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.delete.start
	BaremetalPortgroupDeleteStart(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.delete.end
	BaremetalPortgroupDeleteEnd(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.create.error priority=error
	BaremetalPortgroupCreateError(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.update.error priority=error
	BaremetalPortgroupUpdateError(ctx context.Context, payload PortgroupCRUDPayload) error

	//oslo:event baremetal.portgroup.delete.error priority=error
	BaremetalPortgroupDeleteError(ctx context.Context, payload PortgroupCRUDPayload) error
}

// RunbookCRUDNotification is the notification RunbookCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type RunbookCRUDNotification interface {
	//oslo:event baremetal.runbook.create.start
	BaremetalRunbookCreateStart(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.create.end
	BaremetalRunbookCreateEnd(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.update.start
	BaremetalRunbookUpdateStart(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.update.end
	BaremetalRunbookUpdateEnd(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.delete.start
	BaremetalRunbookDeleteStart(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.delete.end
	BaremetalRunbookDeleteEnd(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.create.error priority=error
	BaremetalRunbookCreateError(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.update.error priority=error
	BaremetalRunbookUpdateError(ctx context.Context, payload RunbookCRUDPayload) error

	//oslo:event baremetal.runbook.delete.error priority=error
	BaremetalRunbookDeleteError(ctx context.Context, payload RunbookCRUDPayload) error
}

// VolumeConnectorCRUDNotification is the notification VolumeConnectorCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type VolumeConnectorCRUDNotification interface {
	//oslo:event baremetal.volumeconnector.create.start
	BaremetalVolumeconnectorCreateStart(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.create.end
	BaremetalVolumeconnectorCreateEnd(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.update.start
	BaremetalVolumeconnectorUpdateStart(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.update.end
	BaremetalVolumeconnectorUpdateEnd(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.delete.start
	BaremetalVolumeconnectorDeleteStart(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.delete.end
	BaremetalVolumeconnectorDeleteEnd(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.create.error priority=error
	BaremetalVolumeconnectorCreateError(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.update.error priority=error
	BaremetalVolumeconnectorUpdateError(ctx context.Context, payload VolumeConnectorCRUDPayload) error

	//oslo:event baremetal.volumeconnector.delete.error priority=error
	BaremetalVolumeconnectorDeleteError(ctx context.Context, payload VolumeConnectorCRUDPayload) error
}

// VolumeTargetCRUDNotification is the notification VolumeTargetCRUDNotification.
//
//oslo:notify publisher={service}.{host} topic=ironic_versioned_notifications exchange=ironic
type VolumeTargetCRUDNotification interface {
	//oslo:event baremetal.volumetarget.create.start
	BaremetalVolumetargetCreateStart(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.create.end
	BaremetalVolumetargetCreateEnd(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.update.start
	BaremetalVolumetargetUpdateStart(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.update.end
	BaremetalVolumetargetUpdateEnd(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.delete.start
	BaremetalVolumetargetDeleteStart(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.delete.end
	BaremetalVolumetargetDeleteEnd(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.create.error priority=error
	BaremetalVolumetargetCreateError(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.update.error priority=error
	BaremetalVolumetargetUpdateError(ctx context.Context, payload VolumeTargetCRUDPayload) error

	//oslo:event baremetal.volumetarget.delete.error priority=error
	BaremetalVolumetargetDeleteError(ctx context.Context, payload VolumeTargetCRUDPayload) error
}

// Allocation is the object Allocation 1.3 of ironic.
type Allocation struct {
	versioned.Meta
	CreatedAt         *time.Time     `json:"created_at"`
	UpdatedAt         *time.Time     `json:"updated_at"`
	ID                int64          `json:"id"`
	UUID              *string        `json:"uuid"`
	Name              *string        `json:"name"`
	NodeID            *int64         `json:"node_id"`
	State             *string        `json:"state"`
	LastError         *string        `json:"last_error"`
	ResourceClass     *string        `json:"resource_class"`
	Traits            []string       `json:"traits"`
	CandidateNodes    []string       `json:"candidate_nodes"`
	Extra             map[string]any `json:"extra"`
	ConductorAffinity *int64         `json:"conductor_affinity"`
	Owner             *string        `json:"owner"` // since 1.1
}

// VersionedObject names the object on the wire.
func (Allocation) VersionedObject() versioned.Type { return versioned.Ironic.Type("Allocation", "1.3") }

// AllocationCRUDPayload is the object AllocationCRUDPayload 1.1 of ironic.
type AllocationCRUDPayload struct {
	CreatedAt      *time.Time     `json:"created_at"`
	UpdatedAt      *time.Time     `json:"updated_at"`
	UUID           *string        `json:"uuid"`
	Name           *string        `json:"name"`
	NodeUUID       *string        `json:"node_uuid"`
	State          *string        `json:"state"`
	LastError      *string        `json:"last_error"`
	Owner          *string        `json:"owner"` // since 1.1
	ResourceClass  *string        `json:"resource_class"`
	Traits         []string       `json:"traits"`
	CandidateNodes []string       `json:"candidate_nodes"`
	Extra          map[string]any `json:"extra"`
}

// VersionedObject names the object on the wire.
func (AllocationCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("AllocationCRUDPayload", "1.1")
}

// Chassis is the object Chassis 1.4 of ironic.
type Chassis struct {
	versioned.Meta
	CreatedAt   *time.Time     `json:"created_at"`
	UpdatedAt   *time.Time     `json:"updated_at"`
	ID          int64          `json:"id"`
	UUID        *string        `json:"uuid"` // since 1.1
	Extra       map[string]any `json:"extra"`
	Description *string        `json:"description"`
}

// VersionedObject names the object on the wire.
func (Chassis) VersionedObject() versioned.Type { return versioned.Ironic.Type("Chassis", "1.4") }

// ChassisCRUDPayload is the object ChassisCRUDPayload 1.0 of ironic.
type ChassisCRUDPayload struct {
	CreatedAt   *time.Time     `json:"created_at"`
	UpdatedAt   *time.Time     `json:"updated_at"`
	Description *string        `json:"description"`
	Extra       map[string]any `json:"extra"`
	UUID        string         `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (ChassisCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("ChassisCRUDPayload", "1.0")
}

// DeployTemplate is the object DeployTemplate 1.2 of ironic.
type DeployTemplate struct {
	versioned.Meta
	CreatedAt *time.Time       `json:"created_at"`
	UpdatedAt *time.Time       `json:"updated_at"`
	ID        int64            `json:"id"`
	UUID      string           `json:"uuid"`
	Name      string           `json:"name"`
	Steps     []map[string]any `json:"steps"`
	Extra     map[string]any   `json:"extra"` // since 1.1
}

// VersionedObject names the object on the wire.
func (DeployTemplate) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("DeployTemplate", "1.2")
}

// DeployTemplateCRUDPayload is the object DeployTemplateCRUDPayload 1.0 of ironic.
type DeployTemplateCRUDPayload struct {
	CreatedAt *time.Time       `json:"created_at"`
	UpdatedAt *time.Time       `json:"updated_at"`
	Extra     map[string]any   `json:"extra"`
	Name      string           `json:"name"`
	Steps     []map[string]any `json:"steps"`
	UUID      string           `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (DeployTemplateCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("DeployTemplateCRUDPayload", "1.0")
}

// InspectionRule is the object InspectionRule 1.1 of ironic.
type InspectionRule struct {
	versioned.Meta
	CreatedAt   *time.Time       `json:"created_at"`
	UpdatedAt   *time.Time       `json:"updated_at"`
	ID          int64            `json:"id"`
	UUID        string           `json:"uuid"`
	Priority    int64            `json:"priority"`
	Description *string          `json:"description"`
	Sensitive   bool             `json:"sensitive"`
	Phase       *string          `json:"phase"`
	Scope       *string          `json:"scope"`
	Actions     []map[string]any `json:"actions"`
	Conditions  []map[string]any `json:"conditions"`
}

// VersionedObject names the object on the wire.
func (InspectionRule) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("InspectionRule", "1.1")
}

// InspectionRuleCRUDPayload is the object InspectionRuleCRUDPayload 1.0 of ironic.
type InspectionRuleCRUDPayload struct {
	CreatedAt   *time.Time       `json:"created_at"`
	UpdatedAt   *time.Time       `json:"updated_at"`
	Description *string          `json:"description"`
	Phase       *string          `json:"phase"`
	Priority    int64            `json:"priority"`
	Scope       *string          `json:"scope"`
	Sensitive   bool             `json:"sensitive"`
	Actions     []map[string]any `json:"actions"`
	Conditions  []map[string]any `json:"conditions"`
	UUID        string           `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (InspectionRuleCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("InspectionRuleCRUDPayload", "1.0")
}

// Node is the object Node 1.44 of ironic.
type Node struct {
	versioned.Meta
	CreatedAt            *time.Time     `json:"created_at"`
	UpdatedAt            *time.Time     `json:"updated_at"`
	ID                   int64          `json:"id"`
	UUID                 *string        `json:"uuid"` // since 1.2
	Name                 *string        `json:"name"` // since 1.10
	ChassisID            *int64         `json:"chassis_id"`
	InstanceUUID         *string        `json:"instance_uuid"`
	Driver               *string        `json:"driver"`
	DriverInfo           map[string]any `json:"driver_info"`
	DriverInternalInfo   map[string]any `json:"driver_internal_info"` // since 1.9
	CleanStep            map[string]any `json:"clean_step"`           // since 1.11
	DeployStep           map[string]any `json:"deploy_step"`          // since 1.26
	ServiceStep          map[string]any `json:"service_step"`         // since 1.40
	RAIDConfig           map[string]any `json:"raid_config"`          // since 1.12
	TargetRAIDConfig     map[string]any `json:"target_raid_config"`   // since 1.12
	InstanceInfo         map[string]any `json:"instance_info"`        // since 1.1
	Properties           map[string]any `json:"properties"`
	Reservation          *string        `json:"reservation"`
	ConductorAffinity    *int64         `json:"conductor_affinity"` // since 1.7
	ConductorGroup       *string        `json:"conductor_group"`    // since 1.27
	PowerState           *string        `json:"power_state"`
	TargetPowerState     *string        `json:"target_power_state"`
	ProvisionState       *string        `json:"provision_state"`
	ProvisionUpdatedAt   *time.Time     `json:"provision_updated_at"`
	TargetProvisionState *string        `json:"target_provision_state"`
	Maintenance          bool           `json:"maintenance"`
	MaintenanceReason    *string        `json:"maintenance_reason"` // since 1.8
	Fault                *string        `json:"fault"`              // since 1.25
	ConsoleEnabled       bool           `json:"console_enabled"`
	LastError            *string        `json:"last_error"`
	ResourceClass        *string        `json:"resource_class"` // since 1.17
	InspectionFinishedAt *time.Time     `json:"inspection_finished_at"`
	InspectionStartedAt  *time.Time     `json:"inspection_started_at"`
	Extra                map[string]any `json:"extra"`
	AutomatedClean       *bool          `json:"automated_clean"`      // since 1.28
	Protected            bool           `json:"protected"`            // since 1.29
	ProtectedReason      *string        `json:"protected_reason"`     // since 1.29
	AllocationID         *int64         `json:"allocation_id"`        // since 1.31
	BiosInterface        *string        `json:"bios_interface"`       // since 1.24
	BootInterface        *string        `json:"boot_interface"`       // since 1.19
	ConsoleInterface     *string        `json:"console_interface"`    // since 1.19
	DeployInterface      *string        `json:"deploy_interface"`     // since 1.19
	FirmwareInterface    *string        `json:"firmware_interface"`   // since 1.39
	InspectInterface     *string        `json:"inspect_interface"`    // since 1.19
	ManagementInterface  *string        `json:"management_interface"` // since 1.19
	NetworkInterface     *string        `json:"network_interface"`    // since 1.16
	PowerInterface       *string        `json:"power_interface"`      // since 1.19
	RAIDInterface        *string        `json:"raid_interface"`       // since 1.19
	RescueInterface      *string        `json:"rescue_interface"`     // since 1.22
	StorageInterface     *string        `json:"storage_interface"`    // since 1.21
	VendorInterface      *string        `json:"vendor_interface"`     // since 1.19
	Traits               *TraitList     `json:"traits"`               // since 1.23
	Owner                *string        `json:"owner"`                // since 1.30
	Lessee               *string        `json:"lessee"`               // since 1.34
	Description          *string        `json:"description"`          // since 1.32
	Retired              *bool          `json:"retired"`              // since 1.33
	RetiredReason        *string        `json:"retired_reason"`       // since 1.33
	NetworkData          map[string]any `json:"network_data"`         // since 1.35
	BootMode             *string        `json:"boot_mode"`            // since 1.36
	SecureBoot           *bool          `json:"secure_boot"`          // since 1.36
	Shard                *string        `json:"shard"`                // since 1.37
	ParentNode           *string        `json:"parent_node"`          // since 1.38
	DisablePowerOff      *bool          `json:"disable_power_off"`    // since 1.41
	InstanceName         *string        `json:"instance_name"`        // since 1.43
	Health               *string        `json:"health"`               // since 1.44
}

// VersionedObject names the object on the wire.
func (Node) VersionedObject() versioned.Type { return versioned.Ironic.Type("Node", "1.44") }

// NodePayload is the object NodePayload 1.17 of ironic.
type NodePayload struct {
	CreatedAt            *time.Time     `json:"created_at"`
	UpdatedAt            *time.Time     `json:"updated_at"`
	CleanStep            map[string]any `json:"clean_step"`
	ConductorGroup       *string        `json:"conductor_group"`   // since 1.10
	ConsoleEnabled       *bool          `json:"console_enabled"`   // since 1.2
	DeployStep           map[string]any `json:"deploy_step"`       // since 1.9
	Description          *string        `json:"description"`       // since 1.13
	DisablePowerOff      *bool          `json:"disable_power_off"` // since 1.17
	Driver               *string        `json:"driver"`
	Extra                map[string]any `json:"extra"`
	BootMode             *string        `json:"boot_mode"`   // since 1.16
	SecureBoot           *bool          `json:"secure_boot"` // since 1.16
	InspectionFinishedAt *time.Time     `json:"inspection_finished_at"`
	InspectionStartedAt  *time.Time     `json:"inspection_started_at"`
	InstanceUUID         *string        `json:"instance_uuid"`
	LastError            *string        `json:"last_error"`
	Maintenance          *bool          `json:"maintenance"` // since 1.2
	MaintenanceReason    *string        `json:"maintenance_reason"`
	Fault                *string        `json:"fault"` // since 1.7
	BiosInterface        *string        `json:"bios_interface"`
	BootInterface        *string        `json:"boot_interface"`
	ConsoleInterface     *string        `json:"console_interface"`
	DeployInterface      *string        `json:"deploy_interface"`
	InspectInterface     *string        `json:"inspect_interface"`
	ManagementInterface  *string        `json:"management_interface"`
	NetworkInterface     *string        `json:"network_interface"`
	PowerInterface       *string        `json:"power_interface"`
	RAIDInterface        *string        `json:"raid_interface"`
	RescueInterface      *string        `json:"rescue_interface"`
	StorageInterface     *string        `json:"storage_interface"`
	VendorInterface      *string        `json:"vendor_interface"`
	Name                 *string        `json:"name"`
	Owner                *string        `json:"owner"`  // since 1.12
	Lessee               *string        `json:"lessee"` // since 1.15
	PowerState           *string        `json:"power_state"`
	Properties           map[string]any `json:"properties"`
	Protected            *bool          `json:"protected"`        // since 1.11
	ProtectedReason      *string        `json:"protected_reason"` // since 1.11
	ProvisionState       *string        `json:"provision_state"`
	ProvisionUpdatedAt   *time.Time     `json:"provision_updated_at"`
	ResourceClass        *string        `json:"resource_class"`
	Retired              *bool          `json:"retired"`        // since 1.14
	RetiredReason        *string        `json:"retired_reason"` // since 1.14
	TargetPowerState     *string        `json:"target_power_state"`
	TargetProvisionState *string        `json:"target_provision_state"`
	Traits               []string       `json:"traits"` // since 1.6
	UUID                 string         `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (NodePayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("NodePayload", "1.17")
}

// NodeSetPowerStatePayload is the object NodeSetPowerStatePayload 1.17 of ironic.
type NodeSetPowerStatePayload struct {
	CreatedAt            *time.Time     `json:"created_at"`
	UpdatedAt            *time.Time     `json:"updated_at"`
	CleanStep            map[string]any `json:"clean_step"`
	ConductorGroup       *string        `json:"conductor_group"`
	ConsoleEnabled       *bool          `json:"console_enabled"`
	DeployStep           map[string]any `json:"deploy_step"`
	Description          *string        `json:"description"`
	DisablePowerOff      *bool          `json:"disable_power_off"`
	Driver               *string        `json:"driver"`
	Extra                map[string]any `json:"extra"`
	BootMode             *string        `json:"boot_mode"`
	SecureBoot           *bool          `json:"secure_boot"`
	InspectionFinishedAt *time.Time     `json:"inspection_finished_at"`
	InspectionStartedAt  *time.Time     `json:"inspection_started_at"`
	InstanceUUID         *string        `json:"instance_uuid"`
	LastError            *string        `json:"last_error"`
	Maintenance          *bool          `json:"maintenance"`
	MaintenanceReason    *string        `json:"maintenance_reason"`
	Fault                *string        `json:"fault"`
	BiosInterface        *string        `json:"bios_interface"`
	BootInterface        *string        `json:"boot_interface"`
	ConsoleInterface     *string        `json:"console_interface"`
	DeployInterface      *string        `json:"deploy_interface"`
	InspectInterface     *string        `json:"inspect_interface"`
	ManagementInterface  *string        `json:"management_interface"`
	NetworkInterface     *string        `json:"network_interface"`
	PowerInterface       *string        `json:"power_interface"`
	RAIDInterface        *string        `json:"raid_interface"`
	RescueInterface      *string        `json:"rescue_interface"`
	StorageInterface     *string        `json:"storage_interface"`
	VendorInterface      *string        `json:"vendor_interface"`
	Name                 *string        `json:"name"`
	Owner                *string        `json:"owner"`
	Lessee               *string        `json:"lessee"`
	PowerState           *string        `json:"power_state"`
	Properties           map[string]any `json:"properties"`
	Protected            *bool          `json:"protected"`
	ProtectedReason      *string        `json:"protected_reason"`
	ProvisionState       *string        `json:"provision_state"`
	ProvisionUpdatedAt   *time.Time     `json:"provision_updated_at"`
	ResourceClass        *string        `json:"resource_class"`
	Retired              *bool          `json:"retired"`
	RetiredReason        *string        `json:"retired_reason"`
	TargetPowerState     *string        `json:"target_power_state"`
	TargetProvisionState *string        `json:"target_provision_state"`
	Traits               []string       `json:"traits"`
	UUID                 string         `json:"uuid"`
	ToPower              *string        `json:"to_power"`
}

// VersionedObject names the object on the wire.
func (NodeSetPowerStatePayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("NodeSetPowerStatePayload", "1.17")
}

// NodeCorrectedPowerStatePayload is the object NodeCorrectedPowerStatePayload 1.17 of ironic.
type NodeCorrectedPowerStatePayload struct {
	CreatedAt            *time.Time     `json:"created_at"`
	UpdatedAt            *time.Time     `json:"updated_at"`
	CleanStep            map[string]any `json:"clean_step"`
	ConductorGroup       *string        `json:"conductor_group"`
	ConsoleEnabled       *bool          `json:"console_enabled"`
	DeployStep           map[string]any `json:"deploy_step"`
	Description          *string        `json:"description"`
	DisablePowerOff      *bool          `json:"disable_power_off"`
	Driver               *string        `json:"driver"`
	Extra                map[string]any `json:"extra"`
	BootMode             *string        `json:"boot_mode"`
	SecureBoot           *bool          `json:"secure_boot"`
	InspectionFinishedAt *time.Time     `json:"inspection_finished_at"`
	InspectionStartedAt  *time.Time     `json:"inspection_started_at"`
	InstanceUUID         *string        `json:"instance_uuid"`
	LastError            *string        `json:"last_error"`
	Maintenance          *bool          `json:"maintenance"`
	MaintenanceReason    *string        `json:"maintenance_reason"`
	Fault                *string        `json:"fault"`
	BiosInterface        *string        `json:"bios_interface"`
	BootInterface        *string        `json:"boot_interface"`
	ConsoleInterface     *string        `json:"console_interface"`
	DeployInterface      *string        `json:"deploy_interface"`
	InspectInterface     *string        `json:"inspect_interface"`
	ManagementInterface  *string        `json:"management_interface"`
	NetworkInterface     *string        `json:"network_interface"`
	PowerInterface       *string        `json:"power_interface"`
	RAIDInterface        *string        `json:"raid_interface"`
	RescueInterface      *string        `json:"rescue_interface"`
	StorageInterface     *string        `json:"storage_interface"`
	VendorInterface      *string        `json:"vendor_interface"`
	Name                 *string        `json:"name"`
	Owner                *string        `json:"owner"`
	Lessee               *string        `json:"lessee"`
	PowerState           *string        `json:"power_state"`
	Properties           map[string]any `json:"properties"`
	Protected            *bool          `json:"protected"`
	ProtectedReason      *string        `json:"protected_reason"`
	ProvisionState       *string        `json:"provision_state"`
	ProvisionUpdatedAt   *time.Time     `json:"provision_updated_at"`
	ResourceClass        *string        `json:"resource_class"`
	Retired              *bool          `json:"retired"`
	RetiredReason        *string        `json:"retired_reason"`
	TargetPowerState     *string        `json:"target_power_state"`
	TargetProvisionState *string        `json:"target_provision_state"`
	Traits               []string       `json:"traits"`
	UUID                 string         `json:"uuid"`
	FromPower            *string        `json:"from_power"`
}

// VersionedObject names the object on the wire.
func (NodeCorrectedPowerStatePayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("NodeCorrectedPowerStatePayload", "1.17")
}

// NodeSetProvisionStatePayload is the object NodeSetProvisionStatePayload 1.18 of ironic.
type NodeSetProvisionStatePayload struct {
	CreatedAt                    *time.Time     `json:"created_at"`
	UpdatedAt                    *time.Time     `json:"updated_at"`
	CleanStep                    map[string]any `json:"clean_step"`
	ConductorGroup               *string        `json:"conductor_group"`
	ConsoleEnabled               *bool          `json:"console_enabled"`
	DeployStep                   map[string]any `json:"deploy_step"`
	Description                  *string        `json:"description"`
	DisablePowerOff              *bool          `json:"disable_power_off"`
	Driver                       *string        `json:"driver"`
	Extra                        map[string]any `json:"extra"`
	BootMode                     *string        `json:"boot_mode"`
	SecureBoot                   *bool          `json:"secure_boot"`
	InspectionFinishedAt         *time.Time     `json:"inspection_finished_at"`
	InspectionStartedAt          *time.Time     `json:"inspection_started_at"`
	InstanceUUID                 *string        `json:"instance_uuid"`
	LastError                    *string        `json:"last_error"`
	Maintenance                  *bool          `json:"maintenance"`
	MaintenanceReason            *string        `json:"maintenance_reason"`
	Fault                        *string        `json:"fault"`
	BiosInterface                *string        `json:"bios_interface"`
	BootInterface                *string        `json:"boot_interface"`
	ConsoleInterface             *string        `json:"console_interface"`
	DeployInterface              *string        `json:"deploy_interface"`
	InspectInterface             *string        `json:"inspect_interface"`
	ManagementInterface          *string        `json:"management_interface"`
	NetworkInterface             *string        `json:"network_interface"`
	PowerInterface               *string        `json:"power_interface"`
	RAIDInterface                *string        `json:"raid_interface"`
	RescueInterface              *string        `json:"rescue_interface"`
	StorageInterface             *string        `json:"storage_interface"`
	VendorInterface              *string        `json:"vendor_interface"`
	Name                         *string        `json:"name"`
	Owner                        *string        `json:"owner"`
	Lessee                       *string        `json:"lessee"`
	PowerState                   *string        `json:"power_state"`
	Properties                   map[string]any `json:"properties"`
	Protected                    *bool          `json:"protected"`
	ProtectedReason              *string        `json:"protected_reason"`
	ProvisionState               *string        `json:"provision_state"`
	ProvisionUpdatedAt           *time.Time     `json:"provision_updated_at"`
	ResourceClass                *string        `json:"resource_class"`
	Retired                      *bool          `json:"retired"`
	RetiredReason                *string        `json:"retired_reason"`
	TargetPowerState             *string        `json:"target_power_state"`
	TargetProvisionState         *string        `json:"target_provision_state"`
	Traits                       []string       `json:"traits"`
	UUID                         string         `json:"uuid"`
	InstanceInfo                 map[string]any `json:"instance_info"`
	DriverInternalInfo           map[string]any `json:"driver_internal_info"` // since 1.16
	Event                        *string        `json:"event"`
	PreviousProvisionState       *string        `json:"previous_provision_state"`
	PreviousTargetProvisionState *string        `json:"previous_target_provision_state"`
}

// VersionedObject names the object on the wire.
func (NodeSetProvisionStatePayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("NodeSetProvisionStatePayload", "1.18")
}

// NodeCRUDPayload is the object NodeCRUDPayload 1.15 of ironic.
type NodeCRUDPayload struct {
	CreatedAt            *time.Time     `json:"created_at"`
	UpdatedAt            *time.Time     `json:"updated_at"`
	CleanStep            map[string]any `json:"clean_step"`
	ConductorGroup       *string        `json:"conductor_group"`
	ConsoleEnabled       *bool          `json:"console_enabled"`
	DeployStep           map[string]any `json:"deploy_step"`
	Description          *string        `json:"description"`
	DisablePowerOff      *bool          `json:"disable_power_off"`
	Driver               *string        `json:"driver"`
	Extra                map[string]any `json:"extra"`
	BootMode             *string        `json:"boot_mode"`
	SecureBoot           *bool          `json:"secure_boot"`
	InspectionFinishedAt *time.Time     `json:"inspection_finished_at"`
	InspectionStartedAt  *time.Time     `json:"inspection_started_at"`
	InstanceUUID         *string        `json:"instance_uuid"`
	LastError            *string        `json:"last_error"`
	Maintenance          *bool          `json:"maintenance"`
	MaintenanceReason    *string        `json:"maintenance_reason"`
	Fault                *string        `json:"fault"`
	BiosInterface        *string        `json:"bios_interface"`
	BootInterface        *string        `json:"boot_interface"`
	ConsoleInterface     *string        `json:"console_interface"`
	DeployInterface      *string        `json:"deploy_interface"`
	InspectInterface     *string        `json:"inspect_interface"`
	ManagementInterface  *string        `json:"management_interface"`
	NetworkInterface     *string        `json:"network_interface"`
	PowerInterface       *string        `json:"power_interface"`
	RAIDInterface        *string        `json:"raid_interface"`
	RescueInterface      *string        `json:"rescue_interface"`
	StorageInterface     *string        `json:"storage_interface"`
	VendorInterface      *string        `json:"vendor_interface"`
	Name                 *string        `json:"name"`
	Owner                *string        `json:"owner"`
	Lessee               *string        `json:"lessee"`
	PowerState           *string        `json:"power_state"`
	Properties           map[string]any `json:"properties"`
	Protected            *bool          `json:"protected"`
	ProtectedReason      *string        `json:"protected_reason"`
	ProvisionState       *string        `json:"provision_state"`
	ProvisionUpdatedAt   *time.Time     `json:"provision_updated_at"`
	ResourceClass        *string        `json:"resource_class"`
	Retired              *bool          `json:"retired"`
	RetiredReason        *string        `json:"retired_reason"`
	TargetPowerState     *string        `json:"target_power_state"`
	TargetProvisionState *string        `json:"target_provision_state"`
	Traits               []string       `json:"traits"`
	UUID                 string         `json:"uuid"`
	ChassisUUID          *string        `json:"chassis_uuid"`
	InstanceInfo         map[string]any `json:"instance_info"`
	DriverInfo           map[string]any `json:"driver_info"`
}

// VersionedObject names the object on the wire.
func (NodeCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("NodeCRUDPayload", "1.15")
}

// Port is the object Port 1.16 of ironic.
type Port struct {
	versioned.Meta
	CreatedAt                    *time.Time     `json:"created_at"`
	UpdatedAt                    *time.Time     `json:"updated_at"`
	ID                           int64          `json:"id"`
	UUID                         *string        `json:"uuid"` // since 1.1
	NodeID                       *int64         `json:"node_id"`
	NodeUUID                     *string        `json:"node_uuid"` // since 1.11
	Address                      *string        `json:"address"`
	Extra                        map[string]any `json:"extra"`
	LocalLinkConnection          map[string]any `json:"local_link_connection"` // since 1.5
	PortgroupID                  *int64         `json:"portgroup_id"`          // since 1.5
	PxeEnabled                   bool           `json:"pxe_enabled"`           // since 1.5
	InternalInfo                 map[string]any `json:"internal_info"`         // since 1.6
	PhysicalNetwork              *string        `json:"physical_network"`      // since 1.7
	IsSmartnic                   *bool          `json:"is_smartnic"`
	Name                         *string        `json:"name"`                            // since 1.10
	Description                  *string        `json:"description"`                     // since 1.12
	Vendor                       *string        `json:"vendor"`                          // since 1.13
	Category                     *string        `json:"category"`                        // since 1.15
	AvailableForDynamicPortgroup bool           `json:"available_for_dynamic_portgroup"` // since 1.16
}

// VersionedObject names the object on the wire.
func (Port) VersionedObject() versioned.Type { return versioned.Ironic.Type("Port", "1.16") }

// PortCRUDPayload is the object PortCRUDPayload 1.8 of ironic.
type PortCRUDPayload struct {
	CreatedAt                    *time.Time     `json:"created_at"`
	UpdatedAt                    *time.Time     `json:"updated_at"`
	Address                      *string        `json:"address"`
	Extra                        map[string]any `json:"extra"`
	LocalLinkConnection          map[string]any `json:"local_link_connection"`
	PxeEnabled                   *bool          `json:"pxe_enabled"`
	NodeUUID                     string         `json:"node_uuid"`
	PortgroupUUID                *string        `json:"portgroup_uuid"`   // since 1.1
	PhysicalNetwork              *string        `json:"physical_network"` // since 1.2
	UUID                         string         `json:"uuid"`
	IsSmartnic                   *bool          `json:"is_smartnic"`                     // since 1.3
	Name                         *string        `json:"name"`                            // since 1.4
	Description                  *string        `json:"description"`                     // since 1.5
	Vendor                       *string        `json:"vendor"`                          // since 1.6
	Category                     *string        `json:"category"`                        // since 1.7
	AvailableForDynamicPortgroup bool           `json:"available_for_dynamic_portgroup"` // since 1.8
}

// VersionedObject names the object on the wire.
func (PortCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("PortCRUDPayload", "1.8")
}

// Portgroup is the object Portgroup 1.9 of ironic.
type Portgroup struct {
	versioned.Meta
	CreatedAt                *time.Time     `json:"created_at"`
	UpdatedAt                *time.Time     `json:"updated_at"`
	ID                       int64          `json:"id"`
	UUID                     *string        `json:"uuid"`
	Name                     *string        `json:"name"`
	NodeID                   *int64         `json:"node_id"`
	NodeUUID                 *string        `json:"node_uuid"` // since 1.5
	Address                  *string        `json:"address"`
	Extra                    map[string]any `json:"extra"`
	InternalInfo             map[string]any `json:"internal_info"`              // since 1.1
	StandalonePortsSupported bool           `json:"standalone_ports_supported"` // since 1.2
	Mode                     *string        `json:"mode"`                       // since 1.3
	Properties               map[string]any `json:"properties"`                 // since 1.3
	PhysicalNetwork          *string        `json:"physical_network"`           // since 1.7
	Category                 *string        `json:"category"`                   // since 1.8
	DynamicPortgroup         *bool          `json:"dynamic_portgroup"`          // since 1.9
}

// VersionedObject names the object on the wire.
func (Portgroup) VersionedObject() versioned.Type { return versioned.Ironic.Type("Portgroup", "1.9") }

// PortgroupCRUDPayload is the object PortgroupCRUDPayload 1.3 of ironic.
type PortgroupCRUDPayload struct {
	CreatedAt                *time.Time     `json:"created_at"`
	UpdatedAt                *time.Time     `json:"updated_at"`
	Address                  *string        `json:"address"`
	Category                 *string        `json:"category"` // since 1.2
	Extra                    map[string]any `json:"extra"`
	Mode                     *string        `json:"mode"`
	Name                     *string        `json:"name"`
	NodeUUID                 string         `json:"node_uuid"`
	PhysicalNetwork          *string        `json:"physical_network"` // since 1.1
	Properties               map[string]any `json:"properties"`
	StandalonePortsSupported *bool          `json:"standalone_ports_supported"`
	UUID                     string         `json:"uuid"`
	DynamicPortgroup         *bool          `json:"dynamic_portgroup"` // since 1.3
}

// VersionedObject names the object on the wire.
func (PortgroupCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("PortgroupCRUDPayload", "1.3")
}

// Runbook is the object Runbook 1.2 of ironic.
type Runbook struct {
	versioned.Meta
	CreatedAt      *time.Time       `json:"created_at"`
	UpdatedAt      *time.Time       `json:"updated_at"`
	ID             int64            `json:"id"`
	UUID           string           `json:"uuid"`
	Name           string           `json:"name"`
	Description    *string          `json:"description"` // since 1.2
	Steps          []map[string]any `json:"steps"`
	DisableRamdisk bool             `json:"disable_ramdisk"`
	Extra          map[string]any   `json:"extra"`
	Public         bool             `json:"public"`
	Owner          *string          `json:"owner"`
	Traits         []string         `json:"traits"` // since 1.2
}

// VersionedObject names the object on the wire.
func (Runbook) VersionedObject() versioned.Type { return versioned.Ironic.Type("Runbook", "1.2") }

// RunbookTrait is the object RunbookTrait 1.0 of ironic.
type RunbookTrait struct {
	versioned.Meta
	CreatedAt *time.Time `json:"created_at"`
	UpdatedAt *time.Time `json:"updated_at"`
	RunbookID int64      `json:"runbook_id"`
	Trait     string     `json:"trait"`
}

// VersionedObject names the object on the wire.
func (RunbookTrait) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("RunbookTrait", "1.0")
}

// RunbookTraitList is the object RunbookTraitList 1.0 of ironic.
type RunbookTraitList struct {
	versioned.Meta
	CreatedAt *time.Time     `json:"created_at"`
	UpdatedAt *time.Time     `json:"updated_at"`
	Objects   []RunbookTrait `json:"objects"`
}

// VersionedObject names the object on the wire.
func (RunbookTraitList) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("RunbookTraitList", "1.0")
}

// RunbookCRUDPayload is the object RunbookCRUDPayload 1.1 of ironic.
type RunbookCRUDPayload struct {
	CreatedAt      *time.Time       `json:"created_at"`
	UpdatedAt      *time.Time       `json:"updated_at"`
	Description    *string          `json:"description"` // since 1.1
	DisableRamdisk bool             `json:"disable_ramdisk"`
	Extra          map[string]any   `json:"extra"`
	Name           string           `json:"name"`
	Owner          *string          `json:"owner"`
	Public         bool             `json:"public"`
	Steps          []map[string]any `json:"steps"`
	Traits         []string         `json:"traits"` // since 1.1
	UUID           string           `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (RunbookCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("RunbookCRUDPayload", "1.1")
}

// VolumeConnector is the object VolumeConnector 1.1 of ironic.
type VolumeConnector struct {
	versioned.Meta
	CreatedAt   *time.Time     `json:"created_at"`
	UpdatedAt   *time.Time     `json:"updated_at"`
	ID          int64          `json:"id"`
	UUID        *string        `json:"uuid"`
	NodeID      *int64         `json:"node_id"`
	Type        *string        `json:"type"`
	ConnectorID *string        `json:"connector_id"`
	Extra       map[string]any `json:"extra"`
}

// VersionedObject names the object on the wire.
func (VolumeConnector) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("VolumeConnector", "1.1")
}

// VolumeConnectorCRUDPayload is the object VolumeConnectorCRUDPayload 1.0 of ironic.
type VolumeConnectorCRUDPayload struct {
	CreatedAt   *time.Time     `json:"created_at"`
	UpdatedAt   *time.Time     `json:"updated_at"`
	Extra       map[string]any `json:"extra"`
	Type        *string        `json:"type"`
	ConnectorID *string        `json:"connector_id"`
	NodeUUID    string         `json:"node_uuid"`
	UUID        string         `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (VolumeConnectorCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("VolumeConnectorCRUDPayload", "1.0")
}

// VolumeTarget is the object VolumeTarget 1.1 of ironic.
type VolumeTarget struct {
	versioned.Meta
	CreatedAt  *time.Time     `json:"created_at"`
	UpdatedAt  *time.Time     `json:"updated_at"`
	ID         int64          `json:"id"`
	UUID       *string        `json:"uuid"`
	NodeID     *int64         `json:"node_id"`
	VolumeType *string        `json:"volume_type"`
	Properties map[string]any `json:"properties"`
	BootIndex  *int64         `json:"boot_index"`
	VolumeID   *string        `json:"volume_id"`
	Extra      map[string]any `json:"extra"`
}

// VersionedObject names the object on the wire.
func (VolumeTarget) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("VolumeTarget", "1.1")
}

// VolumeTargetCRUDPayload is the object VolumeTargetCRUDPayload 1.0 of ironic.
type VolumeTargetCRUDPayload struct {
	CreatedAt  *time.Time     `json:"created_at"`
	UpdatedAt  *time.Time     `json:"updated_at"`
	BootIndex  *int64         `json:"boot_index"`
	Extra      map[string]any `json:"extra"`
	NodeUUID   string         `json:"node_uuid"`
	Properties map[string]any `json:"properties"`
	VolumeID   *string        `json:"volume_id"`
	VolumeType *string        `json:"volume_type"`
	UUID       string         `json:"uuid"`
}

// VersionedObject names the object on the wire.
func (VolumeTargetCRUDPayload) VersionedObject() versioned.Type {
	return versioned.Ironic.Type("VolumeTargetCRUDPayload", "1.0")
}

// TraitList is the object TraitList 1.2 of ironic.
type TraitList struct {
	versioned.Meta
	CreatedAt *time.Time `json:"created_at"`
	UpdatedAt *time.Time `json:"updated_at"`
	Objects   []Trait    `json:"objects"`
}

// VersionedObject names the object on the wire.
func (TraitList) VersionedObject() versioned.Type { return versioned.Ironic.Type("TraitList", "1.2") }

// Trait is the object Trait 1.1 of ironic.
type Trait struct {
	versioned.Meta
	CreatedAt *time.Time `json:"created_at"`
	UpdatedAt *time.Time `json:"updated_at"`
	NodeID    string     `json:"node_id"`
	Trait     string     `json:"trait"`
}

// VersionedObject names the object on the wire.
func (Trait) VersionedObject() versioned.Type { return versioned.Ironic.Type("Trait", "1.1") }
