package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	On(ctx context.Context) error

	//oslo:call
	With(ctx context.Context) error
}
