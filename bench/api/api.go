// Package api is the interface that the benchmarks call.
package api

//go:generate go tool oslogen

import "context"

// Bench is served by the benchmarked server.
//
//oslo:rpc topic=bench version=1.0
type Bench interface {
	// Echo returns data.
	//
	//oslo:call
	Echo(ctx context.Context, data string) (string, error)

	// Tell takes data.
	//
	//oslo:cast
	Tell(ctx context.Context, data string) error
}
