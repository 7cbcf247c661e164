package api

import "context"

// Base is not annotated.
type Base interface {
	//oslo:call
	Pong(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:error ValueError ErrValue
type Compute = interface {
	Base

	//oslo:call
	Ping(ctx context.Context) error
}
