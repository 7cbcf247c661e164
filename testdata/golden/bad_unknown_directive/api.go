package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:cal timeout=30s
	Ping(ctx context.Context) error

	//oslo:broadcast
	Pong(ctx context.Context) error
}
