package api

import (
	"context"
)

//oslo:rpc topic=x
type ServerargA interface {
	//oslo:call
	Get(ctx context.Context,
		//oslo:server
		//oslo:arg name=h
		id string) error
}
