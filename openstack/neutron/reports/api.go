// Package reports is the RPC API of neutron.agent.rpc.PluginReportStateAPI, imported from Python.
package reports

import (
	"context"
)

// PluginReportState holds the requests of neutron.agent.rpc.PluginReportStateAPI.
//
//oslo:rpc topic=q-reports-plugin exchange=neutron version=1.4
type PluginReportState interface {
	//oslo:call
	HasAliveNeutronServer(ctx context.Context,
		//oslo:arg rest
		kwargs map[string]any) (any, error)

	//oslo:call timeout=30s
	ReportState(ctx context.Context, agentState map[string]any, time_ string) (any, error)

	//oslo:cast name=report_state
	ReportStateCast(ctx context.Context, agentState map[string]any, time_ string) error

	//oslo:call timeout=30s
	GetAgents(ctx context.Context,
		//oslo:arg rest
		filters map[string]any) (any, error)

	//oslo:call timeout=30s
	DeleteAgent(ctx context.Context,
		//oslo:arg rest
		kwargs map[string]any) (any, error)
}
