package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(context.Context, string) error

	//oslo:call
	B(ctx context.Context, _ string) error

	//oslo:call
	C(ctx context.Context,
		//oslo:arg
		_ string) error
}
