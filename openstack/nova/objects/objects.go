// Package objects is the objects of Service, ServiceList, ComputeNode and more, imported from Python.
package objects

import (
	"time"

	"github.com/oslogen/oslogen/runtime/versioned"
)

// Service is the object Service 1.22 of nova.
type Service struct {
	versioned.Meta
	CreatedAt        *time.Time   `json:"created_at"`
	UpdatedAt        *time.Time   `json:"updated_at"`
	DeletedAt        *time.Time   `json:"deleted_at"`
	Deleted          bool         `json:"deleted"`
	ID               int64        `json:"id"`
	UUID             string       `json:"uuid"` // since 1.21
	Host             *string      `json:"host"`
	Binary           *string      `json:"binary"`
	Topic            *string      `json:"topic"`
	ReportCount      int64        `json:"report_count"`
	Disabled         bool         `json:"disabled"`
	DisabledReason   *string      `json:"disabled_reason"`
	AvailabilityZone *string      `json:"availability_zone"`
	ComputeNode      *ComputeNode `json:"compute_node"` // since 1.1
	LastSeenUp       *time.Time   `json:"last_seen_up"` // since 1.13
	ForcedDown       bool         `json:"forced_down"`  // since 1.14
	Version          int64        `json:"version"`      // since 1.16
}

// VersionedObject names the object on the wire.
func (Service) VersionedObject() versioned.Type { return versioned.Nova.Type("Service", "1.22") }

// ServiceList is the object ServiceList 1.19 of nova.
type ServiceList struct {
	versioned.Meta
	Objects []Service `json:"objects"`
}

// VersionedObject names the object on the wire.
func (ServiceList) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ServiceList", "1.19")
}

// ComputeNode is the object ComputeNode 1.19 of nova.
type ComputeNode struct {
	versioned.Meta
	CreatedAt           *time.Time         `json:"created_at"`
	UpdatedAt           *time.Time         `json:"updated_at"`
	DeletedAt           *time.Time         `json:"deleted_at"`
	Deleted             bool               `json:"deleted"`
	ID                  int64              `json:"id"`
	UUID                string             `json:"uuid"` // since 1.15
	ServiceID           *int64             `json:"service_id"`
	Host                *string            `json:"host"` // since 1.4
	VCPUs               int64              `json:"vcpus"`
	MemoryMB            int64              `json:"memory_mb"`
	LocalGB             int64              `json:"local_gb"`
	VCPUsUsed           int64              `json:"vcpus_used"`
	MemoryMBUsed        int64              `json:"memory_mb_used"`
	LocalGBUsed         int64              `json:"local_gb_used"`
	HypervisorType      string             `json:"hypervisor_type"`
	HypervisorVersion   int64              `json:"hypervisor_version"`
	HypervisorHostname  *string            `json:"hypervisor_hostname"`
	FreeRAMMB           *int64             `json:"free_ram_mb"`
	FreeDiskGB          *int64             `json:"free_disk_gb"`
	CurrentWorkload     *int64             `json:"current_workload"`
	RunningVms          *int64             `json:"running_vms"`
	CPUInfo             *string            `json:"cpu_info"`
	DiskAvailableLeast  *int64             `json:"disk_available_least"`
	Metrics             *string            `json:"metrics"`
	Stats               map[string]*string `json:"stats"` // since 1.3
	HostIP              *string            `json:"host_ip"`
	NUMATopology        *string            `json:"numa_topology"`         // since 1.5
	SupportedHvSpecs    []HVSpec           `json:"supported_hv_specs"`    // since 1.6
	PCIDevicePools      *PciDevicePoolList `json:"pci_device_pools"`      // since 1.9
	CPUAllocationRatio  float64            `json:"cpu_allocation_ratio"`  // since 1.14
	RAMAllocationRatio  float64            `json:"ram_allocation_ratio"`  // since 1.14
	DiskAllocationRatio float64            `json:"disk_allocation_ratio"` // since 1.16
	Mapped              int64              `json:"mapped"`                // since 1.17
}

// VersionedObject names the object on the wire.
func (ComputeNode) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ComputeNode", "1.19")
}

// HVSpec is the object HVSpec 1.2 of nova.
type HVSpec struct {
	versioned.Meta
	Arch   string `json:"arch"`
	HvType string `json:"hv_type"`
	VMMode string `json:"vm_mode"`
}

// VersionedObject names the object on the wire.
func (HVSpec) VersionedObject() versioned.Type { return versioned.Nova.Type("HVSpec", "1.2") }

// PciDevicePoolList is the object PciDevicePoolList 1.1 of nova.
type PciDevicePoolList struct {
	versioned.Meta
	Objects []PciDevicePool `json:"objects"`
}

// VersionedObject names the object on the wire.
func (PciDevicePoolList) VersionedObject() versioned.Type {
	return versioned.Nova.Type("PciDevicePoolList", "1.1")
}

// PciDevicePool is the object PciDevicePool 1.1 of nova.
type PciDevicePool struct {
	versioned.Meta
	ProductID string             `json:"product_id"`
	VendorID  string             `json:"vendor_id"`
	NUMANode  *int64             `json:"numa_node"` // since 1.1
	Tags      map[string]*string `json:"tags"`      // since 1.1
	Count     int64              `json:"count"`
}

// VersionedObject names the object on the wire.
func (PciDevicePool) VersionedObject() versioned.Type {
	return versioned.Nova.Type("PciDevicePool", "1.1")
}

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

// Values of VMMode. Newer servers may have more.
const (
	VMModeHvm = "hvm"
	VMModeen  = "xen"
	VMModeUml = "uml"
	VMModeExe = "exe"
)
