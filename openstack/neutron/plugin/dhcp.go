// Package plugin is the RPC API of neutron.agent.dhcp.agent.DhcpPluginApi, imported from Python.
package plugin

import (
	"context"
	"errors"
)

// Errors that servers answer with on purpose.
var (
	ErrIpAddressGenerationFailure = errors.New("ip address generation failure")
	ErrNetworkNotFound            = errors.New("network not found")
)

// DhcpPlugin holds the requests of neutron.agent.dhcp.agent.DhcpPluginApi.
//
//oslo:rpc topic=q-plugin exchange=neutron version=1.10
//oslo:error neutron_lib.exceptions.IpAddressGenerationFailure ErrIpAddressGenerationFailure expected
//oslo:error neutron_lib.exceptions.NetworkNotFound ErrNetworkNotFound expected
type DhcpPlugin interface {
	//oslo:call since=1.1
	GetActiveNetworksInfo(ctx context.Context, host any,
		//oslo:arg rest
		kwargs map[string]any) (any, error)

	//oslo:call
	GetNetworkInfo(ctx context.Context, networkID, host any) (any, error)

	//oslo:call since=1.1
	CreateDHCPPort(ctx context.Context, port, host any) (any, error)

	//oslo:call since=1.1
	UpdateDHCPPort(ctx context.Context, portID, port, host any) (any, error)

	//oslo:call
	ReleaseDHCPPort(ctx context.Context, networkID, deviceID, host any) (any, error)

	//oslo:call since=1.8
	GetDHCPPort(ctx context.Context, portID any) (any, error)

	//oslo:call
	GetPorts(ctx context.Context, filters any) (any, error)

	//oslo:call since=1.5
	DHCPReadyOnPorts(ctx context.Context, portIDs any) (any, error)

	//oslo:call since=1.7
	GetNetworks(ctx context.Context, filters, fields any) (any, error)
}
