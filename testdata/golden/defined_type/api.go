package api

import "context"

// Base has the methods.
type Base interface {
	//oslo:call
	Get(ctx context.Context) (int, error)
}

// Derived is defined by another type.
//
//oslo:rpc topic=derived
type Derived Base
