package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	A(ctx context.Context, id UUID) error

	//oslo:call
	B(ctx context.Context, i Instance) (Outcom, error)
}

// Instance has a field of a type that is nowhere.
type Instance struct{ Flavor *Flavour }

// Flavor is spelt otherwise.
type Flavor struct{}
