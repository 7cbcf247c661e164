package api

import (
	"context"
)

//oslo:rpc topic=x exchange="my exchange"
type ExchA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
