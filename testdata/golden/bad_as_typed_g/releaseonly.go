package api

import (
	"context"
)

//oslo:release zed=1.3
type ReleaseonlyA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
