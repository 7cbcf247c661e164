package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//olso:call
	Ping(ctx context.Context) error
}
