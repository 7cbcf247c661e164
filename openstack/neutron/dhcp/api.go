// Package dhcp is the RPC API of neutron.api.rpc.agentnotifiers.dhcp_rpc_agent_api.DhcpAgentNotifyAPI, imported from Python.
package dhcp

import (
	"context"
)

// DhcpAgentNotify is what neutron.api.rpc.agentnotifiers.dhcp_rpc_agent_api.DhcpAgentNotifyAPI sends.
//
// TODO(oslogen): neutron/api/rpc/agentnotifiers/dhcp_rpc_agent_api.py:254: notify sends a method whose name is method_name.replace('.', '_').
//
//oslo:rpc topic=dhcp_agent version=1.0
type DhcpAgentNotify interface {
	//oslo:cast
	NetworkDeleteEnd(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	// TODO(oslogen): neutron/api/rpc/agentnotifiers/dhcp_rpc_agent_api.py:249: notify has more ways than were followed: what it sends may be incomplete.
	//
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

	// TODO(oslogen): neutron/api/rpc/agentnotifiers/dhcp_rpc_agent_api.py:249: notify has more ways than were followed: what it sends may be incomplete.
	//
	//oslo:cast topic={host}
	PortCreateEnd(ctx context.Context,
		//oslo:topic
		host string,
		//oslo:server
		server string,
		payload any) error
}
