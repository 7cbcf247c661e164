package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Get(ctx context.Context, r Ring[int], x Undefined) error

	//oslo:call
	Put(ctx context.Context, t Twice[string]) (Ring[string], error)

	//oslo:call
	Fine(ctx context.Context, p *Pair[int, Pair[string, []List[int]]]) error
}

// Ring holds ever larger instances of itself.
type Ring[T any] struct{ *Ring[[]T] }

// Twice does so in two ways.
type Twice[T any] struct {
	Left  *Twice[*T]
	Right *Twice[map[string]T]
}

// Pair is fine.
type Pair[A, B any] struct {
	First  A `json:"first"`
	Second B `json:"second"`
}

// List is fine, too.
type List[T any] struct {
	Head T        `json:"head"`
	Tail *List[T] `json:"tail"`
}
