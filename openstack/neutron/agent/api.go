// Package agent is the RPC API of neutron.plugins.ml2.rpc.AgentNotifierApi, imported from Python.
package agent

import (
	"context"
)

// AgentNotifier holds the requests of neutron.plugins.ml2.rpc.AgentNotifierApi.
//
//oslo:rpc topic=q-agent-notifier exchange=neutron version=1.5
type AgentNotifier interface {
	//oslo:cast fanout topic=q-agent-notifier-network-delete
	NetworkDelete(ctx context.Context, networkID any) error

	//oslo:cast fanout topic=q-agent-notifier-port-update
	PortUpdate(ctx context.Context, port, networkType, segmentationID, physicalNetwork any) error

	//oslo:cast fanout topic=q-agent-notifier-port-delete
	PortDelete(ctx context.Context, portID any) error

	//oslo:cast fanout since=1.4 topic=q-agent-notifier-network-update
	NetworkUpdate(ctx context.Context, network any) error

	//oslo:cast fanout since=1.5 topic=q-agent-notifier-binding-deactivate
	BindingDeactivate(ctx context.Context, portID, host, networkID any) error

	//oslo:cast fanout since=1.5 topic=q-agent-notifier-binding-activate
	BindingActivate(ctx context.Context, portID, host any) error

	//oslo:cast fanout topic=q-agent-notifier-dvr-update
	DvrMacAddressUpdate(ctx context.Context, dvrMacs any) error

	//oslo:cast fanout since=1.1 topic=q-agent-notifier-security_group-update
	SecurityGroupsRuleUpdated(ctx context.Context, securityGroups any) error

	//oslo:cast fanout since=1.1 topic=q-agent-notifier-security_group-update
	SecurityGroupsMemberUpdated(ctx context.Context, securityGroups any) error

	//oslo:cast fanout topic=q-agent-notifier-tunnel-update
	TunnelUpdate(ctx context.Context, tunnelIP, tunnelType any) error

	//oslo:cast fanout topic=q-agent-notifier-tunnel-delete
	TunnelDelete(ctx context.Context, tunnelIP, tunnelType any) error
}
