// Package api says how hard to try.
package api

import "context"

//oslo:rpc topic=delivery timeout=10s monitor=4s mandatory
type Delivery interface {
	//oslo:call
	Default(ctx context.Context) error

	//oslo:call timeout=20s monitor=6s retry=0
	Own(ctx context.Context) error

	//oslo:cast retry=3 unconfirmed
	Quick(ctx context.Context,
		//oslo:arg name=x
		x int) error

	//oslo:cast fanout
	All(ctx context.Context) error
}

//oslo:rpc topic=constants
type Constants interface {
	//oslo:call mandatory
	//oslo:const call_version="1.3"
	//oslo:const want_objects=false
	//oslo:const depth=-2
	//oslo:const none=null
	Get(ctx context.Context, id string) (string, error)

	//oslo:cast
	//oslo:const async_call=true
	Put(ctx context.Context) error
}
