package api

import "context"

//oslo:rpc topic=compute version=6 namespace="a b"
type Compute interface {
	//oslo:call timeout=30 monitor=1s
	A(ctx context.Context) error

	//oslo:call timeout=-3s monitor=2500ms name=_private
	B(ctx context.Context) error

	//oslo:call since=one name=a-b
	C(ctx context.Context) error

	//oslo:call since= timeout
	D(ctx context.Context) error

	//oslo:cast fanout=yes
	E(ctx context.Context) error
}
