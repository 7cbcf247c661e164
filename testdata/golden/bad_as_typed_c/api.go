package api

import "context"

// Spec is a request.
type Spec struct {
	Name string `json:"name"`
}

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context,
		//oslo:arg instance_uuid
		id string) error

	//oslo:call
	B(ctx context.Context,
		//oslo:arg name
		id string) error

	//oslo:call
	C(ctx context.Context,
		//oslo:arg name=instance-uuid
		id string) error

	//oslo:call
	D(ctx context.Context,
		//oslo:name=uuid
		id string) error

	//oslo:call
	E(ctx context.Context,
		//oslo:host
		host string) error

	//oslo:call
	F(ctx context.Context,
		//oslo:server host
		host string) error

	//oslo:call
	G(ctx context.Context,
		//oslo:server
		host int) error

	//oslo:call
	H(ctx context.Context,
		//oslo:server
		host string,
		//oslo:server
		other string) error

	//oslo:cast fanout
	I(ctx context.Context,
		//oslo:server
		host string) error

	//oslo:call
	J(ctx context.Context,
		//oslo:request
		spec Spec, force bool) error

	//oslo:call
	K(ctx context.Context,
		//oslo:request
		spec map[string]string) error

	//oslo:call
	L(ctx context.Context,
		//oslo:arg name=id
		//oslo:server
		id string) error

	//oslo:call
	M(ctx context.Context,
		//oslo:call
		id string) error

	//oslo:server
	N(ctx context.Context, id string) error

	//oslo:call
	O(ctx context.Context,
		//oslo:arg name=a
		a, b string) error

	//oslo:call
	P(ctx context.Context,
		//oslo:arg name=x
		a string, x string) error

	//oslo:call
	Q(ctx context.Context, _ string) error

}
