package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:rpc topic=x
	Ping(ctx context.Context) error

	//oslo:server
	Pong(ctx context.Context) error
}

//oslo:rpc topic=compute
type Instance struct {
	//oslo:arg name=id
	ID string
}

//oslo:call
func Reboot() {}

//oslo:cast
var x int
