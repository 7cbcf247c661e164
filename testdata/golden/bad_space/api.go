package api

import "context"

// oslo:rpc topic=compute
type Compute interface {
	// oslo:call
	Ping(ctx context.Context) error

	/*oslo:call*/
	Pong(ctx context.Context) error
}
