package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context,
		//oslo:server
		host int) error

	//oslo:cast fanout
	B(ctx context.Context,
		//oslo:server
		host string) error

	//oslo:call
	C(ctx context.Context,
		//oslo:server
		host string,
		other string, //oslo:server
	) error

	//oslo:call
	D(ctx context.Context,
		//oslo:server
		a, b string) error

	//oslo:call
	E(ctx context.Context,
		//oslo:server
		//oslo:arg name=host
		a string) error
}
