// Package api has methods with several results.
package api

import (
	"context"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Range is a tuple that is an argument.
type Range struct {
	oslo.Tuple
	First, Last int
}

//oslo:rpc topic=pages
type Pages interface {
	//oslo:call
	Page(ctx context.Context, within Range, marker *string) (items []string, next string, more bool, err error)

	//oslo:call
	Where(ctx context.Context) (Range, string, error)

	//oslo:call
	Blank(ctx context.Context) (_, tuple, Tuple int, _ error)
}
