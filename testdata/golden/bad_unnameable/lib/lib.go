// Package lib has methods that can't be declared elsewhere.
package lib

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/bad_unnameable/lib/internal/deep"
)

type hidden struct{ A int }

// Shown is another name of a type that has none elsewhere.
type Shown = hidden

// API is embedded.
type API interface {
	//oslo:call
	Hidden(ctx context.Context, x []hidden) error

	//oslo:call
	Deep(ctx context.Context) (*deep.T, error)

	//oslo:call
	Shown(ctx context.Context, x Shown) (Shown, error)
}
