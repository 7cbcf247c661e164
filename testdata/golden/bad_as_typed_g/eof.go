package api

import (
	"context"
)

//oslo:rpc topic=x
type EofA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

//oslo:call
