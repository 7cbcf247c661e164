package api

import (
	"context"
	"time"
)

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context, z complex128) error

	//oslo:call
	B(ctx context.Context, p uintptr) error

	//oslo:call
	C(ctx context.Context, s Shape) error

	//oslo:call
	D(ctx context.Context, err error) error

	//oslo:call
	E(ctx context.Context, m map[[2]int]string) error

	//oslo:call
	F(ctx context.Context, t Tree) error

	//oslo:call
	G(ctx context.Context, wait []time.Duration) (Lease, error)
}

// Lease has what needs a unit.
type Lease struct{ Left time.Duration }

// Shape is an interface with methods.
type Shape interface{ Area() float64 }

// Tree is recursive, and has what can't be sent at the bottom.
type Tree struct {
	Children []*Tree
	Leaf     map[string]Shape
	Ignored  Shape `json:"-"`
}
