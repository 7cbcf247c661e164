// Package api has types whose names mean something else in generated code.
package api

import "context"

type (
	a struct {
		X int `json:"X"`
	}
	c       struct{ Y int }
	ctx     string
	in      string
	args    string
	result  struct{ Z int }
	err     string
	payload struct{ P int }
	impl    string
)

//oslo:rpc topic=local
type Local interface {
	//oslo:call
	Request(ctx context.Context,
		//oslo:request
		x a) (c, error)

	//oslo:call
	Args(ctx context.Context,
		//oslo:server
		host args, x in) (ctx, error)

	//oslo:call
	In(ctx context.Context,
		//oslo:server
		host in, e err, i impl) (result, error)
}

//oslo:notify publisher=local
type Events interface {
	//oslo:event local.a
	A(ctx context.Context, p a) error

	//oslo:event local.b
	B(ctx context.Context, p payload) error
}
