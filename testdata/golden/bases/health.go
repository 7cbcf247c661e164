package api

import "context"

// Health is embedded by many.
type Health interface {
	//oslo:call
	Probe(ctx context.Context,
		//oslo:server
		node string,
		//oslo:arg name=check_id
		id string) error
}
