package api

import "context"

//oslo:rpc topic=delivery retry=3
type Delivery interface {
	//oslo:cast fanout mandatory
	All(ctx context.Context) error

	//oslo:call unconfirmed
	Call(ctx context.Context) error

	//oslo:cast timeout=3s
	Cast(ctx context.Context) error

	//oslo:cast retry=-1
	Retry(ctx context.Context) error

	//oslo:cast retry=many
	Many(ctx context.Context) error

	//oslo:cast mandatory=true
	Flag(ctx context.Context) error
}

//oslo:rpc topic=delivery timeout=1 monitor=1s
type Times interface {
	//oslo:call
	Call(ctx context.Context) error
}
