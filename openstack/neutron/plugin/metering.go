// Package plugin is the RPC API of neutron.services.metering.agents.metering_agent.MeteringPluginRpc, imported from Python.
package plugin

import (
	"context"
)

// MeteringPlugin holds the requests of neutron.services.metering.agents.metering_agent.MeteringPluginRpc.
//
//oslo:rpc topic=q-metering-plugin exchange=neutron version=1.0
type MeteringPlugin interface {
	//oslo:call
	GetSyncDataMetering(ctx context.Context, host any) (any, error)
}
