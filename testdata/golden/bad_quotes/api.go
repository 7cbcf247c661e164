package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call name="ping
	Ping(ctx context.Context) error
}
