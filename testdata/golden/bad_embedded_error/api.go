package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	error

	//oslo:call
	Ping(ctx context.Context) error
}
