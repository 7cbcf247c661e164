// Package api has interfaces and methods of which one side is generated.
package api

import "context"

// Caller is served by Python.
//
//oslo:rpc topic=python only=client
type Caller interface {
	//oslo:call
	Get(ctx context.Context, id string) (string, error)
}

// Served is called by Python.
//
//oslo:rpc topic=served only=server
type Served interface {
	//oslo:call
	Get(ctx context.Context, id string) (string, error)

	//oslo:cast
	Put(ctx context.Context, id string) error
}

// Mixed has methods of one side.
//
//oslo:rpc topic=mixed
type Mixed interface {
	//oslo:call
	Both(ctx context.Context) (int, error)

	//oslo:call only=server
	Old(ctx context.Context, id string) (int, error)

	//oslo:call only=client
	New(ctx context.Context, id string) (int, error)
}

// Asked has methods for clients alone, so it has no server.
//
//oslo:rpc topic=asked
type Asked interface {
	//oslo:call only=client
	Get(ctx context.Context, id string) (int, error)

	//oslo:cast fanout only=client
	Tell(ctx context.Context, id string) error
}
