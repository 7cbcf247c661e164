// Package metering is the RPC API of neutron.api.rpc.agentnotifiers.metering_rpc_agent_api.MeteringAgentNotifyAPI, imported from Python.
package metering

import (
	"context"
)

// MeteringAgentNotify holds the requests of neutron.api.rpc.agentnotifiers.metering_rpc_agent_api.MeteringAgentNotifyAPI.
//
//oslo:rpc topic=metering_agent exchange=neutron version=1.0
type MeteringAgentNotify interface {
	//oslo:cast fanout
	RouterDeleted(ctx context.Context, routerID any) error

	//oslo:cast
	RoutersUpdated(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=routers_updated only=client
	RoutersUpdatedFanout(ctx context.Context, routers any) error

	//oslo:cast
	UpdateMeteringLabelRules(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=update_metering_label_rules only=client
	UpdateMeteringLabelRulesFanout(ctx context.Context, routers any) error

	//oslo:cast
	AddMeteringLabelRule(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=add_metering_label_rule only=client
	AddMeteringLabelRuleFanout(ctx context.Context, routers any) error

	//oslo:cast
	RemoveMeteringLabelRule(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=remove_metering_label_rule only=client
	RemoveMeteringLabelRuleFanout(ctx context.Context, routers any) error

	//oslo:cast
	AddMeteringLabel(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=add_metering_label only=client
	AddMeteringLabelFanout(ctx context.Context, routers any) error

	//oslo:cast
	RemoveMeteringLabel(ctx context.Context,
		//oslo:server
		host string,
		routers any) error

	//oslo:cast fanout name=remove_metering_label only=client
	RemoveMeteringLabelFanout(ctx context.Context, routers any) error
}
