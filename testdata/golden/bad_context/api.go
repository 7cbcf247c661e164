package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A() error

	//oslo:call
	B(id string) error

	//oslo:call
	C(id string, ctx context.Context) error
}
