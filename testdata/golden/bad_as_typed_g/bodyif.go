package api

import (
	"context"
)

//oslo:rpc topic=x
type BodyifA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
	//oslo:cast
}
