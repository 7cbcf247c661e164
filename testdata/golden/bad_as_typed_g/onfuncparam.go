package api

import (
	"context"
)

func OnfuncparamF(
	//oslo:server
	h string) {}

//oslo:rpc topic=x
type OnfuncparamA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
