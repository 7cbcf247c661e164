package api

import "context"

//oslogen:rpc topic=compute
type Compute interface {
	//oslogen:call
	Ping(ctx context.Context) error

	// +oslo:call
	Pong(ctx context.Context) error
}

//oslo:rpc topic=network
type Network interface {
	//oslo.call
	Dot(ctx context.Context) error

	//oslo call
	Space(ctx context.Context) error

	//oslo::call
	Colons(ctx context.Context) error

	//oslo :call
	Spaced(ctx context.Context) error

	//oslo-call timeout=30s
	Dash(ctx context.Context) error

	//oslo:call
	Server(ctx context.Context,
		//oslogen:server
		a string,
		//oslo.server
		b string,
		//oslo server
		c string,
		// +oslo:server
		d string,
		//oslo::arg name=x
		e string,
		//oslo :request
		f string) error
}

//oslo:rpc topic=volume
//oslogen:error cinder.exception.VolumeNotFound ErrNotFound
//oslo.error cinder.exception.NotFound ErrNotFound
type Volume interface {
	//oslo:call
	Get(ctx context.Context) error
}

// oslogen:notify publisher=compute
type Events interface {
	//oslo_gen:event instance.create
	Created(ctx context.Context, id string) error
}
