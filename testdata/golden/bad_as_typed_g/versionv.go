package api

import (
	"context"
)

//oslo:rpc topic=x version=v1.2
type VersionvA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
