package api

import "context"

//oslo:rpc topic=sides
type Sides interface {
	//oslo:call
	A(ctx context.Context) error

	//oslo:call name=a
	AgainAsCall(ctx context.Context) error

	//oslo:cast name=a
	ACast(ctx context.Context) error

	//oslo:cast fanout name=a
	AFanout(ctx context.Context) error

	//oslo:cast fanout name=a only=client
	AllOfThem(ctx context.Context) error

	//oslo:call only=both
	Both(ctx context.Context) error

	//oslo:call only
	Neither(ctx context.Context) error
}

//oslo:rpc topic=x only=client
type Caller interface {
	//oslo:call only=server
	Server(ctx context.Context) error

	//oslo:call only=client
	Client(ctx context.Context) error
}
