package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Ping(ctx context.Context, __ int) error
}
