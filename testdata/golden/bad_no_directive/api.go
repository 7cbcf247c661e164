package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	Ping(ctx context.Context) error

	// Pong answers.
	Pong(ctx context.Context) error

	//oslo:call
	//oslo:cast
	Pung(ctx context.Context) error
}
