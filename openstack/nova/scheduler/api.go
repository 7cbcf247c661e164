// Package scheduler is the RPC API of nova.scheduler.rpcapi.SchedulerAPI, imported from Python.
package scheduler

import (
	"context"
	"errors"
)

// Errors that servers answer with on purpose.
var (
	ErrNoValidHost = errors.New("no valid host")
)

// Scheduler holds the requests of nova.scheduler.rpcapi.SchedulerAPI.
//
//oslo:rpc topic=scheduler exchange=nova version=4.5
//oslo:error nova.exception.NoValidHost ErrNoValidHost expected
//oslo:release kilo=4.2 liberty=4.2 mitaka=4.3 newton=4.3 ocata=4.3 pike=4.4
type Scheduler interface {
	//oslo:call timeout=30m monitor=60s
	SelectDestinations(ctx context.Context,
		//oslo:arg since=4.4 below=drop
		instanceUUIDs any,
		//oslo:arg since=4.3 below=drop
		specObj any,
		//oslo:arg since=4.5
		returnObjects bool,
		//oslo:arg since=4.5
		returnAlternates bool,
		//oslo:arg until=4.2
		requestSpec any,
		//oslo:arg until=4.2
		filterProperties any) (any, error)

	//oslo:cast fanout since=4.1
	UpdateAggregates(ctx context.Context, aggregates any) error

	//oslo:cast fanout since=4.1
	DeleteAggregate(ctx context.Context, aggregate any) error

	//oslo:cast fanout since=4.2
	UpdateInstanceInfo(ctx context.Context, hostName, instanceInfo any) error

	//oslo:cast fanout since=4.2
	DeleteInstanceInfo(ctx context.Context, hostName, instanceUUID any) error

	//oslo:cast fanout since=4.2
	SyncInstanceInfo(ctx context.Context, hostName, instanceUUIDs any) error
}
