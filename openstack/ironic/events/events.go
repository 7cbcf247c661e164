// Package events is the notifications of AllocationCRUDNotification, ChassisCRUDNotification, DeployTemplateCRUDNotification and more, imported from Python.
package events

import (
	"time"

	"github.com/oslogen/oslogen/runtime/versioned"
)

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
//
// TODO(oslogen): ironic/objects/allocation.py:264: AllocationCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/chassis.py:184: ChassisCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/deploy_template.py:216: DeployTemplateCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/node.py:1103: NodeMaintenanceNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
//
// TODO(oslogen): ironic/objects/node.py:1114: NodeConsoleNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/node.py:903: NodeSetPowerStateNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/node.py:951: NodeCorrectedPowerStateNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/node.py:1004: NodeSetProvisionStateNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/node.py:1057: NodeCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/port.py:506: PortCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/portgroup.py:425: PortgroupCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/volume_connector.py:226: VolumeConnectorCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
//
// TODO(oslogen): ironic/objects/volume_target.py:248: VolumeTargetCRUDNotification carries it as {service}.{host} on ironic_versioned_notifications, and its callers make the event types.
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
