package api

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/bad_endless_type/lib"
)

// Chain holds ever other instances of itself, and has their methods.
type Chain[T any] struct{ *Chain[[]T] }

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Tree(ctx context.Context, t lib.Tree[int]) error

	//oslo:call
	Chain(ctx context.Context, c Chain[int]) error
}
