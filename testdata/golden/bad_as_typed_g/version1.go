package api

import (
	"context"
)

//oslo:rpc topic=x version=1
type Version1A interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
