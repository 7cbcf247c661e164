// Package api has one method that is called and cast, and one that is answered in
// two ways.
package api

import "context"

// State is an agent's.
type State struct {
	Host string `json:"host"`
}

// Reports is what agents tell the server.
//
//oslo:rpc topic=reports version=1.2
type Reports interface {
	// ReportState waits until the server has the state.
	//
	//oslo:call timeout=30s
	ReportState(ctx context.Context, agentState State, time string) (string, error)

	// ReportStateAsync does not wait.
	//
	//oslo:cast name=report_state
	ReportStateAsync(ctx context.Context, agentState State, time string) error

	//oslo:call
	GetPorts(ctx context.Context, host string) ([]string, error)

	// GetPortsByHost reads the same answer otherwise.
	//
	//oslo:call name=get_ports only=client
	GetPortsRaw(ctx context.Context, host string) (any, error)

	//oslo:cast
	PortUpdate(ctx context.Context,
		//oslo:server
		host string, port string) error

	//oslo:cast fanout name=port_update only=client
	PortUpdateAll(ctx context.Context, port string) error
}
