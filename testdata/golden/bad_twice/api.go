package api

import "context"

//oslo:rpc topic=compute
//oslo:rpc topic=network
type Compute interface {
	//oslo:call
	//oslo:call
	Ping(ctx context.Context) error

	//oslo:call timeout=1s timeout=2s
	Pong(ctx context.Context) error
}
