package api

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/embedded/base"
)

// Lifecycle is served by everybody.
type Lifecycle interface {
	// Reset begins again.
	//
	//oslo:call
	Reset(ctx context.Context) error
}

// Twice has Reset by two ways.
type Twice interface {
	Lifecycle
	Backup
}

// Backup has Reset too.
type Backup interface {
	Lifecycle
	//oslo:cast
	Backup(ctx context.Context, name string) error
}

// Compute is flat in the end.
//
//oslo:rpc topic=compute
type Compute interface {
	Twice
	base.API

	//oslo:call
	Zap(ctx context.Context) error

	//oslo:call
	About(ctx context.Context) (base.Info, error)

	// Stop is here again, for it has no directive where it comes from.
	//
	//oslo:call name=halt
	Stop(ctx context.Context) error

	base.Stopper
}
