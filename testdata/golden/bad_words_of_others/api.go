package api

import "context"

//oslo:rpc topic:compute
type Compute interface {
	//oslo:fanout
	Sync(ctx context.Context) error

	//oslo:timeout=30s
	Get(ctx context.Context) error

	//oslo:call fanout
	Put(ctx context.Context) error

	//oslo:call timeout:30s
	Set(ctx context.Context) error

	//oslo:call timeout=1d
	Day(ctx context.Context) error

	//oslo:call timeout=5min
	Min(ctx context.Context) error

	//oslo:call monitor=60
	Mon(ctx context.Context) error

	//oslo:call --timeout=30s
	Dashes(ctx context.Context) error

	//oslo:call timeout = 30s
	Spaces(ctx context.Context) error

	//oslo:cast fanout=true
	Value(ctx context.Context) error

	//oslo:since 1.0
	Since(ctx context.Context) error
}
