// Package notifications is neutron's notifications, written by hand from
// neutron's source.
package notifications

import (
	"context"
)

// Networks is what happens to networks.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Networks interface {
	//oslo:event network.create.start
	CreateStart(ctx context.Context, payload Network) error

	//oslo:event network.create.end
	CreateEnd(ctx context.Context, payload Network) error

	//oslo:event network.update.start
	UpdateStart(ctx context.Context, payload Network) error

	//oslo:event network.update.end
	UpdateEnd(ctx context.Context, payload Network) error

	//oslo:event network.delete.start
	DeleteStart(ctx context.Context, payload Network) error

	//oslo:event network.delete.end
	DeleteEnd(ctx context.Context, payload Network) error

	//oslo:event network.exists
	Exists(ctx context.Context, payload Network) error
}

// Subnets is what happens to subnets.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Subnets interface {
	//oslo:event subnet.create.start
	CreateStart(ctx context.Context, payload Subnet) error

	//oslo:event subnet.create.end
	CreateEnd(ctx context.Context, payload Subnet) error

	//oslo:event subnet.update.start
	UpdateStart(ctx context.Context, payload Subnet) error

	//oslo:event subnet.update.end
	UpdateEnd(ctx context.Context, payload Subnet) error

	//oslo:event subnet.delete.start
	DeleteStart(ctx context.Context, payload Subnet) error

	//oslo:event subnet.delete.end
	DeleteEnd(ctx context.Context, payload Subnet) error

	//oslo:event subnet.exists
	Exists(ctx context.Context, payload Subnet) error
}

// SubnetPools is what happens to subnet pools.
//
//oslo:notify publisher=network.{host} exchange=neutron
type SubnetPools interface {
	//oslo:event subnetpool.create.start
	CreateStart(ctx context.Context, payload SubnetPool) error

	//oslo:event subnetpool.create.end
	CreateEnd(ctx context.Context, payload SubnetPool) error

	//oslo:event subnetpool.update.start
	UpdateStart(ctx context.Context, payload SubnetPool) error

	//oslo:event subnetpool.update.end
	UpdateEnd(ctx context.Context, payload SubnetPool) error

	//oslo:event subnetpool.delete.start
	DeleteStart(ctx context.Context, payload SubnetPool) error

	//oslo:event subnetpool.delete.end
	DeleteEnd(ctx context.Context, payload SubnetPool) error
}

// Ports is what happens to ports.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Ports interface {
	//oslo:event port.create.start
	CreateStart(ctx context.Context, payload Port) error

	//oslo:event port.create.end
	CreateEnd(ctx context.Context, payload Port) error

	//oslo:event port.update.start
	UpdateStart(ctx context.Context, payload Port) error

	//oslo:event port.update.end
	UpdateEnd(ctx context.Context, payload Port) error

	//oslo:event port.delete.start
	DeleteStart(ctx context.Context, payload Port) error

	//oslo:event port.delete.end
	DeleteEnd(ctx context.Context, payload Port) error

	//oslo:event port.exists
	Exists(ctx context.Context, payload Port) error
}

// Routers is what happens to routers.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Routers interface {
	//oslo:event router.create.start
	CreateStart(ctx context.Context, payload Router) error

	//oslo:event router.create.end
	CreateEnd(ctx context.Context, payload Router) error

	//oslo:event router.update.start
	UpdateStart(ctx context.Context, payload Router) error

	//oslo:event router.update.end
	UpdateEnd(ctx context.Context, payload Router) error

	//oslo:event router.delete.start
	DeleteStart(ctx context.Context, payload Router) error

	//oslo:event router.delete.end
	DeleteEnd(ctx context.Context, payload Router) error

	//oslo:event router.exists
	Exists(ctx context.Context, payload Router) error
}

// FloatingIPs is what happens to floating IPs.
//
//oslo:notify publisher=network.{host} exchange=neutron
type FloatingIPs interface {
	//oslo:event floatingip.create.start
	CreateStart(ctx context.Context, payload FloatingIP) error

	//oslo:event floatingip.create.end
	CreateEnd(ctx context.Context, payload FloatingIP) error

	//oslo:event floatingip.update.start
	UpdateStart(ctx context.Context, payload FloatingIP) error

	//oslo:event floatingip.update.end
	UpdateEnd(ctx context.Context, payload FloatingIP) error

	//oslo:event floatingip.delete.start
	DeleteStart(ctx context.Context, payload FloatingIP) error

	//oslo:event floatingip.delete.end
	DeleteEnd(ctx context.Context, payload FloatingIP) error

	//oslo:event floatingip.exists
	Exists(ctx context.Context, payload FloatingIP) error
}

// SecurityGroups is what happens to security groups.
//
//oslo:notify publisher=network.{host} exchange=neutron
type SecurityGroups interface {
	//oslo:event security_group.create.start
	CreateStart(ctx context.Context, payload SecurityGroup) error

	//oslo:event security_group.create.end
	CreateEnd(ctx context.Context, payload SecurityGroup) error

	//oslo:event security_group.update.start
	UpdateStart(ctx context.Context, payload SecurityGroup) error

	//oslo:event security_group.update.end
	UpdateEnd(ctx context.Context, payload SecurityGroup) error

	//oslo:event security_group.delete.start
	DeleteStart(ctx context.Context, payload SecurityGroup) error

	//oslo:event security_group.delete.end
	DeleteEnd(ctx context.Context, payload SecurityGroup) error
}

// SecurityGroupRules is what happens to security group rules.
//
//oslo:notify publisher=network.{host} exchange=neutron
type SecurityGroupRules interface {
	//oslo:event security_group_rule.create.start
	CreateStart(ctx context.Context, payload SecurityGroupRule) error

	//oslo:event security_group_rule.create.end
	CreateEnd(ctx context.Context, payload SecurityGroupRule) error

	//oslo:event security_group_rule.update.start
	UpdateStart(ctx context.Context, payload SecurityGroupRule) error

	//oslo:event security_group_rule.update.end
	UpdateEnd(ctx context.Context, payload SecurityGroupRule) error

	//oslo:event security_group_rule.delete.start
	DeleteStart(ctx context.Context, payload SecurityGroupRule) error

	//oslo:event security_group_rule.delete.end
	DeleteEnd(ctx context.Context, payload SecurityGroupRule) error
}

// AddressScopes is what happens to address scopes.
//
//oslo:notify publisher=network.{host} exchange=neutron
type AddressScopes interface {
	//oslo:event address_scope.create.start
	CreateStart(ctx context.Context, payload AddressScope) error

	//oslo:event address_scope.create.end
	CreateEnd(ctx context.Context, payload AddressScope) error

	//oslo:event address_scope.update.start
	UpdateStart(ctx context.Context, payload AddressScope) error

	//oslo:event address_scope.update.end
	UpdateEnd(ctx context.Context, payload AddressScope) error

	//oslo:event address_scope.delete.start
	DeleteStart(ctx context.Context, payload AddressScope) error

	//oslo:event address_scope.delete.end
	DeleteEnd(ctx context.Context, payload AddressScope) error
}

// AddressGroups is what happens to address groups.
//
//oslo:notify publisher=network.{host} exchange=neutron
type AddressGroups interface {
	//oslo:event address_group.create.start
	CreateStart(ctx context.Context, payload AddressGroup) error

	//oslo:event address_group.create.end
	CreateEnd(ctx context.Context, payload AddressGroup) error

	//oslo:event address_group.update.start
	UpdateStart(ctx context.Context, payload AddressGroup) error

	//oslo:event address_group.update.end
	UpdateEnd(ctx context.Context, payload AddressGroup) error

	//oslo:event address_group.delete.start
	DeleteStart(ctx context.Context, payload AddressGroup) error

	//oslo:event address_group.delete.end
	DeleteEnd(ctx context.Context, payload AddressGroup) error
}

// Trunks is what happens to trunks.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Trunks interface {
	//oslo:event trunk.create.start
	CreateStart(ctx context.Context, payload Trunk) error

	//oslo:event trunk.create.end
	CreateEnd(ctx context.Context, payload Trunk) error

	//oslo:event trunk.update.start
	UpdateStart(ctx context.Context, payload Trunk) error

	//oslo:event trunk.update.end
	UpdateEnd(ctx context.Context, payload Trunk) error

	//oslo:event trunk.delete.start
	DeleteStart(ctx context.Context, payload Trunk) error

	//oslo:event trunk.delete.end
	DeleteEnd(ctx context.Context, payload Trunk) error
}

// Segments is what happens to segments.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Segments interface {
	//oslo:event segment.create.start
	CreateStart(ctx context.Context, payload Segment) error

	//oslo:event segment.create.end
	CreateEnd(ctx context.Context, payload Segment) error

	//oslo:event segment.update.start
	UpdateStart(ctx context.Context, payload Segment) error

	//oslo:event segment.update.end
	UpdateEnd(ctx context.Context, payload Segment) error

	//oslo:event segment.delete.start
	DeleteStart(ctx context.Context, payload Segment) error

	//oslo:event segment.delete.end
	DeleteEnd(ctx context.Context, payload Segment) error
}

// RBACPolicies is what happens to RBAC policies.
//
//oslo:notify publisher=network.{host} exchange=neutron
type RBACPolicies interface {
	//oslo:event rbac_policy.create.start
	CreateStart(ctx context.Context, payload RBACPolicy) error

	//oslo:event rbac_policy.create.end
	CreateEnd(ctx context.Context, payload RBACPolicy) error

	//oslo:event rbac_policy.update.start
	UpdateStart(ctx context.Context, payload RBACPolicy) error

	//oslo:event rbac_policy.update.end
	UpdateEnd(ctx context.Context, payload RBACPolicy) error

	//oslo:event rbac_policy.delete.start
	DeleteStart(ctx context.Context, payload RBACPolicy) error

	//oslo:event rbac_policy.delete.end
	DeleteEnd(ctx context.Context, payload RBACPolicy) error
}

// MeteringLabels is what happens to metering labels.
//
//oslo:notify publisher=network.{host} exchange=neutron
type MeteringLabels interface {
	//oslo:event metering_label.create.start
	CreateStart(ctx context.Context, payload MeteringLabel) error

	//oslo:event metering_label.create.end
	CreateEnd(ctx context.Context, payload MeteringLabel) error

	//oslo:event metering_label.update.start
	UpdateStart(ctx context.Context, payload MeteringLabel) error

	//oslo:event metering_label.update.end
	UpdateEnd(ctx context.Context, payload MeteringLabel) error

	//oslo:event metering_label.delete.start
	DeleteStart(ctx context.Context, payload MeteringLabel) error

	//oslo:event metering_label.delete.end
	DeleteEnd(ctx context.Context, payload MeteringLabel) error
}

// MeteringLabelRules is what happens to metering label rules.
//
//oslo:notify publisher=network.{host} exchange=neutron
type MeteringLabelRules interface {
	//oslo:event metering_label_rule.create.start
	CreateStart(ctx context.Context, payload MeteringLabelRule) error

	//oslo:event metering_label_rule.create.end
	CreateEnd(ctx context.Context, payload MeteringLabelRule) error

	//oslo:event metering_label_rule.update.start
	UpdateStart(ctx context.Context, payload MeteringLabelRule) error

	//oslo:event metering_label_rule.update.end
	UpdateEnd(ctx context.Context, payload MeteringLabelRule) error

	//oslo:event metering_label_rule.delete.start
	DeleteStart(ctx context.Context, payload MeteringLabelRule) error

	//oslo:event metering_label_rule.delete.end
	DeleteEnd(ctx context.Context, payload MeteringLabelRule) error
}

// RouterInterfaces is which subnets a router connects.
//
//oslo:notify publisher=network.{host} exchange=neutron
type RouterInterfaces interface {
	//oslo:event router.interface.create
	Create(ctx context.Context, payload RouterInterface) error

	//oslo:event router.interface.delete
	Delete(ctx context.Context, payload RouterInterface) error
}

// RouterAgents is which agents host a router.
//
//oslo:notify publisher=router.{host} exchange=neutron
type RouterAgents interface {
	//oslo:event l3_agent.router.add
	Add(ctx context.Context, payload RouterAgent) error

	//oslo:event l3_agent.router.remove
	Remove(ctx context.Context, payload RouterAgent) error

	//oslo:event l3_agent.router.update
	Update(ctx context.Context, payload RouterAgent) error
}

// NetworkAgents is which agents serve a network with DHCP.
//
//oslo:notify publisher=network.{host} exchange=neutron
type NetworkAgents interface {
	//oslo:event dhcp_agent.network.add
	Add(ctx context.Context, payload NetworkAgent) error

	//oslo:event dhcp_agent.network.remove
	Remove(ctx context.Context, payload NetworkAgent) error
}

// Tags is what happens to tags of resources.
//
//oslo:notify publisher=network.{host} exchange=neutron
type Tags interface {
	//oslo:event tag.create.start
	CreateStart(ctx context.Context, payload Tag) error

	//oslo:event tag.create.end
	CreateEnd(ctx context.Context, payload Tag) error

	//oslo:event tag.update.start
	UpdateStart(ctx context.Context, payload Tag) error

	//oslo:event tag.update.end
	UpdateEnd(ctx context.Context, payload Tag) error

	//oslo:event tag.delete.start
	DeleteStart(ctx context.Context, payload Tag) error

	//oslo:event tag.delete.end
	DeleteEnd(ctx context.Context, payload Tag) error

	//oslo:event tag.delete_all.start
	DeleteAllStart(ctx context.Context, payload Tag) error

	//oslo:event tag.delete_all.end
	DeleteAllEnd(ctx context.Context, payload Tag) error
}

// Meters is the traffic that metering labels count.
//
//oslo:notify publisher=metering.{host} exchange=neutron
type Meters interface {
	//oslo:event l3.meter
	Meter(ctx context.Context, payload Meter) error

	//oslo:event l3.meter.label
	MeterLabel(ctx context.Context, payload Meter) error

	//oslo:event l3.meter.router
	MeterRouter(ctx context.Context, payload Meter) error
}

// Network is the payload of the notifications of networks. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type Network struct {
	Network   map[string]any   `json:"network,omitempty"`    //
	Networks  []map[string]any `json:"networks,omitempty"`   // of several at once
	ID        string           `json:"id,omitempty"`         // of update.start
	NetworkID string           `json:"network_id,omitempty"` // of delete
}

// Subnet is the payload of the notifications of subnets. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type Subnet struct {
	Subnet   map[string]any   `json:"subnet,omitempty"`    //
	Subnets  []map[string]any `json:"subnets,omitempty"`   // of several at once
	ID       string           `json:"id,omitempty"`        // of update.start
	SubnetID string           `json:"subnet_id,omitempty"` // of delete
}

// SubnetPool is the payload of the notifications of subnet pools. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type SubnetPool struct {
	SubnetPool   map[string]any   `json:"subnetpool,omitempty"`    //
	SubnetPools  []map[string]any `json:"subnetpools,omitempty"`   // of several at once
	ID           string           `json:"id,omitempty"`            // of update.start
	SubnetPoolID string           `json:"subnetpool_id,omitempty"` // of delete
}

// Port is the payload of the notifications of ports. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type Port struct {
	Port   map[string]any   `json:"port,omitempty"`    //
	Ports  []map[string]any `json:"ports,omitempty"`   // of several at once
	ID     string           `json:"id,omitempty"`      // of update.start
	PortID string           `json:"port_id,omitempty"` // of delete
}

// Router is the payload of the notifications of routers. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type Router struct {
	Router   map[string]any   `json:"router,omitempty"`    //
	Routers  []map[string]any `json:"routers,omitempty"`   // of several at once
	ID       string           `json:"id,omitempty"`        // of update.start
	RouterID string           `json:"router_id,omitempty"` // of delete
}

// FloatingIP is the payload of the notifications of floating IPs. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type FloatingIP struct {
	FloatingIP   map[string]any   `json:"floatingip,omitempty"`    //
	FloatingIPs  []map[string]any `json:"floatingips,omitempty"`   // of several at once
	ID           string           `json:"id,omitempty"`            // of update.start
	FloatingIPID string           `json:"floatingip_id,omitempty"` // of delete
}

// SecurityGroup is the payload of the notifications of security groups. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type SecurityGroup struct {
	SecurityGroup   map[string]any   `json:"security_group,omitempty"`    //
	SecurityGroups  []map[string]any `json:"security_groups,omitempty"`   // of several at once
	ID              string           `json:"id,omitempty"`                // of update.start
	SecurityGroupID string           `json:"security_group_id,omitempty"` // of delete
}

// SecurityGroupRule is the payload of the notifications of security group rules. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type SecurityGroupRule struct {
	SecurityGroupRule   map[string]any   `json:"security_group_rule,omitempty"`    //
	SecurityGroupRules  []map[string]any `json:"security_group_rules,omitempty"`   // of several at once
	ID                  string           `json:"id,omitempty"`                     // of update.start
	SecurityGroupRuleID string           `json:"security_group_rule_id,omitempty"` // of delete
}

// AddressScope is the payload of the notifications of address scopes. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type AddressScope struct {
	AddressScope   map[string]any   `json:"address_scope,omitempty"`    //
	AddressScopes  []map[string]any `json:"address_scopes,omitempty"`   // of several at once
	ID             string           `json:"id,omitempty"`               // of update.start
	AddressScopeID string           `json:"address_scope_id,omitempty"` // of delete
}

// AddressGroup is the payload of the notifications of address groups. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type AddressGroup struct {
	AddressGroup   map[string]any   `json:"address_group,omitempty"`    //
	AddressGroups  []map[string]any `json:"address_groups,omitempty"`   // of several at once
	ID             string           `json:"id,omitempty"`               // of update.start
	AddressGroupID string           `json:"address_group_id,omitempty"` // of delete
}

// Trunk is the payload of the notifications of trunks. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type Trunk struct {
	Trunk   map[string]any   `json:"trunk,omitempty"`    //
	Trunks  []map[string]any `json:"trunks,omitempty"`   // of several at once
	ID      string           `json:"id,omitempty"`       // of update.start
	TrunkID string           `json:"trunk_id,omitempty"` // of delete
}

// Segment is the payload of the notifications of segments. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type Segment struct {
	Segment   map[string]any   `json:"segment,omitempty"`    //
	Segments  []map[string]any `json:"segments,omitempty"`   // of several at once
	ID        string           `json:"id,omitempty"`         // of update.start
	SegmentID string           `json:"segment_id,omitempty"` // of delete
}

// RBACPolicy is the payload of the notifications of RBAC policies. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type RBACPolicy struct {
	RBACPolicy   map[string]any   `json:"rbac_policy,omitempty"`    //
	RBACPolicies []map[string]any `json:"rbac_policies,omitempty"`  // of several at once
	ID           string           `json:"id,omitempty"`             // of update.start
	RBACPolicyID string           `json:"rbac_policy_id,omitempty"` // of delete
}

// MeteringLabel is the payload of the notifications of metering labels. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type MeteringLabel struct {
	MeteringLabel   map[string]any   `json:"metering_label,omitempty"`    //
	MeteringLabels  []map[string]any `json:"metering_labels,omitempty"`   // of several at once
	ID              string           `json:"id,omitempty"`                // of update.start
	MeteringLabelID string           `json:"metering_label_id,omitempty"` // of delete
}

// MeteringLabelRule is the payload of the notifications of metering label rules. The resource has the
// attributes of the request or of the answer. Those depend on the extensions
// of neutron-server.
type MeteringLabelRule struct {
	MeteringLabelRule   map[string]any   `json:"metering_label_rule,omitempty"`    //
	MeteringLabelRules  []map[string]any `json:"metering_label_rules,omitempty"`   // of several at once
	ID                  string           `json:"id,omitempty"`                     // of update.start
	MeteringLabelRuleID string           `json:"metering_label_rule_id,omitempty"` // of delete
}

// RouterInterface is the payload of RouterInterfaces.
type RouterInterface struct {
	Interface map[string]any `json:"router_interface"` //
}

// RouterAgent is the payload of RouterAgents.
type RouterAgent struct {
	Agent AgentRouter `json:"agent"`
}

// AgentRouter is an agent and the router that it gets or loses.
type AgentRouter struct {
	ID       string `json:"id"`
	RouterID string `json:"router_id"`
}

// NetworkAgent is the payload of NetworkAgents.
type NetworkAgent struct {
	Agent AgentNetwork `json:"agent"`
}

// AgentNetwork is an agent and the network that it gets or loses.
type AgentNetwork struct {
	ID        string `json:"id"`
	NetworkID string `json:"network_id"`
}

// Tag is the payload of Tags.
type Tag struct {
	Resource   string   `json:"obj_resource"`    // such as networks
	ResourceID string   `json:"obj_resource_id"` //
	Tags       []string `json:"tags,omitempty"`
}

// Meter is what a label has counted.
type Meter struct {
	ResourceID  string `json:"resource_id,omitempty"` // of granular data
	LabelID     string `json:"label_id,omitempty"`
	LabelName   string `json:"label_name,omitempty"`
	LabelShared bool   `json:"label_shared,omitempty"`
	RouterID    string `json:"router_id,omitempty"`
	TenantID    string `json:"tenant_id,omitempty"`
	ProjectID   string `json:"project_id,omitempty"`
	Host        string `json:"host"`
	Packets     int64  `json:"pkts"` //
	Bytes       int64  `json:"bytes"`
	Time        int64  `json:"time"`
	FirstUpdate int64  `json:"first_update"`
	LastUpdate  int64  `json:"last_update"`
}
