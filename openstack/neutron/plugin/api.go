// Package plugin is the RPC API of neutron.agent.rpc.PluginApi, imported from Python.
package plugin

import (
	"context"
)

// Plugin holds the requests of neutron.agent.rpc.PluginApi.
//
//oslo:rpc topic=q-plugin exchange=neutron version=1.9
type Plugin interface {
	//oslo:call since=1.9
	GetDeviceDetails(ctx context.Context, device, agentID, host any) (any, error)

	//oslo:call since=1.9
	GetDevicesDetailsList(ctx context.Context, devices, agentID, host any) (any, error)

	//oslo:call since=1.5
	GetDevicesDetailsListAndFailedDevices(ctx context.Context, devices, agentID, host any) (any, error)

	//oslo:call since=1.6
	GetNetworkDetails(ctx context.Context, network, agentID, host any) (any, error)

	//oslo:call since=1.9
	UpdateDeviceDown(ctx context.Context, device, agentID, host any) (any, error)

	//oslo:call since=1.9
	UpdateDeviceUp(ctx context.Context, device, agentID, host any) (any, error)

	//oslo:call since=1.9
	UpdateDeviceList(ctx context.Context, devicesUp, devicesDown, agentID, host any,
		refreshTunnels bool) (any, error)

	//oslo:call
	TunnelSync(ctx context.Context, tunnelIP, tunnelType any,
		//oslo:arg since=1.4
		host any) (any, error)

	//oslo:call since=1.7
	GetPortsByVnicTypeAndHost(ctx context.Context, vnicType, host any) (any, error)
}
