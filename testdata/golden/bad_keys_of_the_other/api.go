package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call fanout
	Ping(ctx context.Context) error

	//oslo:cast timeout=3s
	Pong(ctx context.Context) error
}
