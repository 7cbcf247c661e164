package api

import (
	"context"
)

//oslo:rpc topic=x
type OnctxA interface {
	//oslo:call
	Get(
		//oslo:server
		ctx context.Context, id string) error
}
