package api

import "context"

//oslo:rpc topic=half
type Half interface {
	//oslo:call
	A(ctx context.Context, u Undefined, r Ring[int], m map[Ring[string]]int) (Box, error)

	//oslo:call
	B(ctx context.Context,
		//oslo:request
		r Ring[bool]) error
}

// Ring goes on without an end, which the compiler misses beside another mistake.
type Ring[T any] struct{ *Ring[[]T] }

// Box hides such a ring.
type Box struct {
	Size int
	ring Ring[int]
}

// Chain does so without embedding.
type Chain[T any] struct{ Next *Chain[[]T] }

//oslo:rpc topic=chain
//oslo:error x.Failed Failed
type Other interface {
	//oslo:call
	A(ctx context.Context, c Chain[int]) (Chain[string], error)
}

// Failed is an error.
type Failed struct{ *Ring[[]int] }

func (f *Failed) Error() string { return "" }
