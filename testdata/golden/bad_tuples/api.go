package api

import "context"

//oslo:rpc topic=tuples
type Tuples interface {
	//oslo:cast
	Cast(ctx context.Context) (int, int, error)

	//oslo:call
	Order(ctx context.Context) (int, error, int)

	//oslo:call
	Chan(ctx context.Context) (int, chan int, error)
}
