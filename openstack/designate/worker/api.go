// Package worker is the RPC API of designate.worker.rpcapi.WorkerAPI, imported from Python.
package worker

import (
	"context"
)

// Worker holds the requests of designate.worker.rpcapi.WorkerAPI.
//
//oslo:rpc topic=worker exchange=designate version=1.2
type Worker interface {
	//oslo:cast
	CreateZone(ctx context.Context, zone any) error

	//oslo:cast
	UpdateZone(ctx context.Context, zone any) error

	//oslo:cast
	DeleteZone(ctx context.Context, zone any, hardDelete bool) error

	//oslo:cast
	RecoverShard(ctx context.Context, begin, end any) error

	//oslo:cast
	StartZoneExport(ctx context.Context, zone, export any) error

	//oslo:cast since=1.1
	PerformZoneXfr(ctx context.Context, zone, servers any) error

	//oslo:call since=1.1
	GetSerialNumber(ctx context.Context, zone, host, port any) (any, error)
}
