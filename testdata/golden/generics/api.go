package api

import "context"

// Page is a part of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

// Pair has two types.
type Pair[A comparable, B any] struct {
	First  A `json:"first"`
	Second B `json:"second"`
}

// Store keeps things of one type.
type Store[T any] interface {
	// Get returns the thing called key.
	//
	//oslo:call
	Get(ctx context.Context, key string) (T, error)

	//oslo:call
	List(ctx context.Context, from Page[T]) (*Page[T], error)
}

// Image is a thing.
type Image struct{ ID string }

// Images stores images.
//
//oslo:rpc topic=images
type Images interface {
	Store[Image]
}

//oslo:rpc topic=pairs
type Pairs interface {
	Store[Pair[string, []Image]]

	//oslo:call
	Both(ctx context.Context, p Pair[int, Page[Pair[string, bool]]]) error
}
