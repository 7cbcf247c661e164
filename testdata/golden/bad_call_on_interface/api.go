package api

import "context"

//oslo:call
type Compute interface {
	//oslo:call
	Ping(ctx context.Context) error
}
