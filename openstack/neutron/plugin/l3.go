// Package plugin is the RPC API of neutron.agent.l3.agent.L3PluginApi, imported from Python.
package plugin

import (
	"context"
)

// L3Plugin holds the requests of neutron.agent.l3.agent.L3PluginApi.
//
//oslo:rpc topic=q-l3-plugin exchange=neutron version=1.14
type L3Plugin interface {
	//oslo:call
	SyncRouters(ctx context.Context, host, routerIDs any) (any, error)

	//oslo:call since=1.10
	UpdateAllHANetworkPortStatuses(ctx context.Context, host any) (any, error)

	//oslo:call since=1.9
	GetRouterIDs(ctx context.Context, host any) (any, error)

	//oslo:call since=1.1
	UpdateFloatingipStatuses(ctx context.Context, routerID, fipStatuses any) (any, error)

	//oslo:call since=1.2
	GetPortsBySubnet(ctx context.Context, host, subnetID any) (any, error)

	//oslo:call since=1.2
	GetAgentGatewayPort(ctx context.Context, networkID, host any) (any, error)

	//oslo:call since=1.3
	GetServicePluginList(ctx context.Context) (any, error)

	//oslo:cast since=1.5
	UpdateHARoutersStates(ctx context.Context, host, states any) error

	//oslo:call since=1.7
	DeleteAgentGatewayPort(ctx context.Context, host, networkID any) (any, error)

	//oslo:call since=1.11
	GetHostHARouterCount(ctx context.Context, host any) (any, error)

	//oslo:call since=1.12
	GetNetworks(ctx context.Context, filters, fields any) (any, error)

	//oslo:call since=1.6 until=1.13
	ProcessPrefixUpdate(ctx context.Context, subnets any) (any, error)
}
