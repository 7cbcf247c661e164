package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	ping(ctx context.Context) error
}
