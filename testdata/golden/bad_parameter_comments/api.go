package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Get(ctx context.Context, //oslo:server
		host string, x int) error

	//oslo:call
	Put(
		//oslo:arg name=id
		ctx context.Context, x struct {
			//oslo:arg name=inner
			A int
		}, z int) error
}

//oslo:notify publisher=compute
type Events interface {
	//oslo:event instance.create
	Create(ctx context.Context,
		//oslo:arg name=id
		instance string) error
}
