package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context)

	//oslo:call
	B(ctx context.Context) string

	//oslo:call
	C(ctx context.Context) (string, int, error)

	//oslo:call
	D(ctx context.Context) (error, string)

	//oslo:cast
	E(ctx context.Context) (string, error)

	//oslo:cast fanout
	F(ctx context.Context) (string, error)
}
