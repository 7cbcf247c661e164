package api

import "context"

// New returns one.
func New() any {
	//oslo:rpc topic=compute
	type Compute interface {
		//oslo:call
		Ping(ctx context.Context) error
	}
	var c Compute
	return c
}
