package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context, done func()) error

	//oslo:call
	B(ctx context.Context, o Options) error

	//oslo:call
	C(ctx context.Context) ([]Handler, error)
}

// Options has a function within.
type Options struct {
	Name  string
	Inner struct{ Retry func() bool }
}

// Handler is a function.
type Handler func(string)
