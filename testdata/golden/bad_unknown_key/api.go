package api

import "context"

//oslo:rpc topic=compute versoin=1.1
type Compute interface {
	//oslo:call timout=30s
	Ping(ctx context.Context) error

	//oslo:call retries=3
	Pong(ctx context.Context) error

	//oslo:call timeout = 30s
	Pang(ctx context.Context) error
}
