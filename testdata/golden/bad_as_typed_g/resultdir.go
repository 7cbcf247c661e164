package api

import (
	"context"
)

//oslo:rpc topic=x
type ResultdirA interface {
	//oslo:call
	Get(ctx context.Context, id string) (
		//oslo:arg name=x
		string, error)
}
