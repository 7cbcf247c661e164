package api

import "context"

//oslo:rpc topic=first
type Foo interface {
	//oslo:call
	Client(ctx context.Context) error

	//oslo:call
	Server(ctx context.Context) error
}

//oslo:rpc topic=second
type foo interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=third
type fooServer interface {
	//oslo:call
	Server(ctx context.Context, id string) error

	//oslo:call
	Client(ctx context.Context, id string) error
}
