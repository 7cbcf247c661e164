package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Get(ctx context.Context,
		node string, id string, //oslo:server
	) error

	//oslo:call
	Put(ctx context.Context, node string, id string, //oslo:arg name=uuid
		force bool) error

	//oslo:call
	Set(ctx context.Context, node Spec, id string, force bool) error //oslo:request

	//oslo:call
	One(ctx context.Context, node string, id string) error //oslo:server
}

// Spec says what is set.
type Spec struct{ Name string `json:"name"` }
