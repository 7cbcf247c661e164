package api

import "context"

//oslo:rpc topc=network
type Network interface {
	//oslo:cll
	Ping(ctx context.Context) error
}
