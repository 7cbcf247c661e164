package api

import (
	"context"
)

type Embeddir2B interface {
	//oslo:call
	Put(ctx context.Context) error
}

//oslo:rpc topic=x
type Embeddir2A interface {
	//oslo:timeout=30s
	Embeddir2B
}
