package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context, updates chan int) error

	//oslo:call
	B(ctx context.Context) (<-chan int, error)

	//oslo:call
	C(ctx context.Context, byName map[string][]*chan int) error
}
