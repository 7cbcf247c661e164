package api

import "context"

// Shared is in both.
type Shared struct{ N int }

//oslo:rpc topic=one
type One interface {
	//oslo:call
	Get(ctx context.Context, s Shared) (Shared, error)
}

type (
	//oslo:rpc topic=grouped
	Grouped interface {
		//oslo:call
		Get(ctx context.Context) (Shared, error)
	}

	// Plain has no directive.
	Plain interface{ Get() }
)
