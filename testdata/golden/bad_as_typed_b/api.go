package api

import (
	"context"
	"time"
)

//oslo:rpc topic=compute version=1.5
type Compute interface {
	//oslo:call timeout=30
	A(ctx context.Context) error

	//oslo:call timeout="30s"x
	B(ctx context.Context) error

	//oslo:call timeout=30 seconds
	C(ctx context.Context) error

	//oslo:call timeout=0
	D(ctx context.Context) error

	//oslo:call timeout=-1s
	E(ctx context.Context) error

	//oslo:call timeout=2d
	F(ctx context.Context) error

	//oslo:call timeout=1w
	G(ctx context.Context) error

	//oslo:call monitor=500ms
	H(ctx context.Context) error

	//oslo:call monitor
	I(ctx context.Context) error

	//oslo:call since=1.9
	J(ctx context.Context) error

	//oslo:call since=2.0
	K(ctx context.Context) error

	//oslo:call since=1
	L(ctx context.Context) error

	//oslo:call name=reboot-instance
	M(ctx context.Context) error

	//oslo:call name="reboot instance"
	N(ctx context.Context) error

	//oslo:call name=
	O(ctx context.Context) error

	//oslo:call, timeout=3s
	P(ctx context.Context) error

	//oslo:call timeout=3s,since=1.1
	Q(ctx context.Context) error

	//oslo:async
	R(ctx context.Context) error

	//oslo:cast Fanout
	S(ctx context.Context) error

	//oslo:cast broadcast
	T(ctx context.Context) error

	//oslo:cast timeout=3s
	U(ctx context.Context) error

	//oslo:call
	//oslo:cast
	V(ctx context.Context) error

	//oslo:call name=_private
	W(ctx context.Context) error

	//oslo:call
	X(ctx context.Context, wait time.Duration) error
}
