package api

import "context"

//oslo:rpc topic=compute version=01.3 also=2.00
type Compute interface {
	//oslo:call since=1.03
	Ping(ctx context.Context) error

	//oslo:call since=1.0
	Pong(ctx context.Context) error
}
