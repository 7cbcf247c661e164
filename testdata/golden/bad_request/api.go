package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context,
		//oslo:request
		id string) error

	//oslo:call
	B(ctx context.Context,
		//oslo:request
		r Request,
		force bool) error
}

// Request is a struct.
type Request struct{ ID string }
