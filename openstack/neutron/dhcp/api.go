// Package dhcp is the RPC API of neutron.api.rpc.agentnotifiers.dhcp_rpc_agent_api.DhcpAgentNotifyAPI, imported from Python.
package dhcp

import (
	"context"
)

// DhcpAgentNotify holds the requests of neutron.api.rpc.agentnotifiers.dhcp_rpc_agent_api.DhcpAgentNotifyAPI.
//
//oslo:rpc topic=dhcp_agent exchange=neutron version=1.0
type DhcpAgentNotify interface {
	//oslo:cast
	NetworkDeleteEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	NetworkCreateEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	AgentUpdated(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast topic={host}
	PortCreateEnd(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		payload any) error

	//oslo:cast
	NetworkUpdateEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	SubnetCreateEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	SubnetUpdateEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	SubnetDeleteEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	PortUpdateEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast
	PortDeleteEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast fanout name=network_update_end only=client
	NetworkUpdateEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=network_delete_end only=client
	NetworkDeleteEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=subnet_create_end only=client
	SubnetCreateEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=subnet_update_end only=client
	SubnetUpdateEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=subnet_delete_end only=client
	SubnetDeleteEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=port_update_end only=client
	PortUpdateEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=port_delete_end only=client
	PortDeleteEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=network_create_end only=client
	NetworkCreateEndFanout(ctx context.Context, payload any) error

	//oslo:cast fanout name=port_create_end only=client
	PortCreateEndFanout(ctx context.Context, payload any) error
}
