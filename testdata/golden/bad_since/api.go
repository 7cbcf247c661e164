package api

import "context"

//oslo:rpc topic=compute version=1.3 also=1.0
type Compute interface {
	//oslo:call since=2.1
	A(ctx context.Context) error

	//oslo:call since=1.4
	B(ctx context.Context) error

	//oslo:call since=1.3
	C(ctx context.Context) error
}
