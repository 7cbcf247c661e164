package api

import (
	"context"
)

//oslo:rpc topic=x
type AfterlastA interface {
	//oslo:call
	Get(ctx context.Context, id string,
		//oslo:server
	) error
}
