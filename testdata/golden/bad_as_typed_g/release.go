package api

import (
	"context"
)

//oslo:rpc topic=x version=1.3
//oslo:release zed 1.3
type ReleaseA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
