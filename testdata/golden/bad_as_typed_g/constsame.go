package api

import (
	"context"
)

//oslo:rpc topic=x
type ConstsameA interface {
	//oslo:call
	//oslo:const id=3
	Get(ctx context.Context, id string) error
}
