package api

import (
	"context"
)

//oslo:rpc topic=x
type SincelowA interface {
	//oslo:call since=0.5
	Get(ctx context.Context, id string) error
}
