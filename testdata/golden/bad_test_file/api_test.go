package api

import "context"

//oslo:rpc topic=compute
type Fake interface {
	//oslo:call
	Ping(ctx context.Context) error
}
