package api

import "context"

//oslo:rpc topic=compute
type A interface {
	//oslo:call
	Ping() error

	//oslo:call
	Pong(id string, ctx context.Context) error

	//oslo:call
	Void(ctx context.Context)

	//oslo:call
	Value(ctx context.Context) string

	//oslo:call
	Order(ctx context.Context) (error, string)

	//oslo:cast
	Cast(ctx context.Context) (string, error)

	//oslo:call
	private(ctx context.Context) error

	Bare(ctx context.Context) error
}

//oslo:rpc topic=compute
type Struct struct{}

//oslo:rpc topic=compute
func Function() {}

//oslo:rpc topic=compute
var variable = 1

//oslo:rpc topic=compute
type Generic[T any] interface {
	//oslo:call
	Get(ctx context.Context) (T, error)
}

//oslo:rpc topic=compute
type Constraint interface{ ~int | ~string }

//oslo:rpc topic=compute
type Empty interface{}

//oslo:rpc topic=compute
type Two interface {
	//oslo:call name=x
	A(ctx context.Context) error

	//oslo:call name=x
	B(ctx context.Context) error
}

//oslo:rpc topic=compute
type ComputeAlias = A

//oslo:rpc topic=compute
type (
	Grouped interface {
		//oslo:call
		Ping(ctx context.Context) error
	}
)

//oslo:rpc topic=compute
type Twice interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// TwiceClient is written by hand.
type TwiceClient struct{}

func init() { _ = variable }
