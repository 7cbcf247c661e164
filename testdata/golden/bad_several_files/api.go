package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call timeout=x
	Ping(ctx context.Context) error
}
