// Package l3 is the RPC API of neutron.api.rpc.agentnotifiers.l3_rpc_agent_api.L3AgentNotifyAPI, imported from Python.
package l3

import (
	"context"
)

// L3AgentNotify holds the requests of neutron.api.rpc.agentnotifiers.l3_rpc_agent_api.L3AgentNotifyAPI.
//
//oslo:rpc topic=l3_agent exchange=neutron version=1.4
type L3AgentNotify interface {
	//oslo:cast
	AgentUpdated(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:cast fanout
	RouterDeleted(ctx context.Context,
		//oslo:arg optional
		routerID any) error

	//oslo:cast
	RoutersUpdated(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=routers_updated only=client
	RoutersUpdatedFanout(ctx context.Context, routers any) error

	//oslo:cast fanout since=1.2
	AddArpEntry(ctx context.Context, payload map[string]any) error

	//oslo:cast fanout since=1.2
	DelArpEntry(ctx context.Context, payload map[string]any) error

	//oslo:cast fanout
	FipnamespaceDeleteOnExtNet(ctx context.Context, extNetID any) error

	//oslo:cast
	RouterRemovedFromAgent(ctx context.Context,
		//oslo:server
		host string,
		payload map[string]any) error

	//oslo:call
	RouterAddedToAgent(ctx context.Context,
		//oslo:server
		host string,
		payload any) error
}
