package api

import (
	"context"
)

//oslo:rpc topic＝x
type FullwidthA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
