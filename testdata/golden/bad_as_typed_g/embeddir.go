package api

import (
	"context"
)

type EmbeddirB interface {
	//oslo:call
	Put(ctx context.Context) error
}

//oslo:rpc topic=x
type EmbeddirA interface {
	//oslo:call
	EmbeddirB

	//oslo:call
	Get(ctx context.Context, id string) error
}
