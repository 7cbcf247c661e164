package api

import "context"

//OSLO:rpc topic=compute
type Compute interface {
	//oslo:Call
	Ping(ctx context.Context) error
}
