package api

import (
	"context"
)

//oslo:rpc topic=x
type InbodyA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

func inbodyf() {
	//oslo:call
}
