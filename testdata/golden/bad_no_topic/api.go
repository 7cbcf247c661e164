package api

import "context"

//oslo:rpc namespace=compute
type Compute interface {
	//oslo:call
	Ping(ctx context.Context) error
}
