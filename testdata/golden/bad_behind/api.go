package api

import "context"

type Compute interface { //oslo:rpc topic=compute
	Ping(ctx context.Context) error //oslo:call

	Pong(ctx context.Context) error // oslo:cast
}

//oslo:rpc topic=network
type Network interface {
	Ports(ctx context.Context) error //oslo:call timeout=30s

	Sync(ctx context.Context) error // +oslo:cast fanout
}
