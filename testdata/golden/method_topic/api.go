package api

import "context"

// Plugin sends to agents, each kind on a topic of its own.
//
//oslo:rpc topic=q-plugin version=1.4
type Plugin interface {
	//oslo:cast fanout topic=q-agent-notifier-port-update
	PortUpdate(ctx context.Context, port map[string]any) error

	//oslo:call since=1.2 topic=q-reports
	Report(ctx context.Context) (int, error)

	//oslo:call
	Plain(ctx context.Context) (int, error)
}
