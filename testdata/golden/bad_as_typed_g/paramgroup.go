package api

import (
	"context"
)

//oslo:rpc topic=x
type ParamgroupA interface {
	//oslo:call
	Get(ctx context.Context,
		//oslo:arg optional
		id, name string) error
}
