// Package conductor is the RPC API of nova.conductor.rpcapi.ConductorAPI, imported from Python.
package conductor

import (
	"context"
)

// Conductor holds the requests of nova.conductor.rpcapi.ConductorAPI.
//
//oslo:rpc topic=conductor exchange=nova version=3.0
//oslo:release liberty=3.0 mitaka=3.0 newton=3.0 ocata=3.0
type Conductor interface {
	//oslo:call
	ObjectClassActionVersions(ctx context.Context, objname, objmethod, objectVersions, args,
		kwargs any) (any, error)

	//oslo:call
	ObjectAction(ctx context.Context, objinst, objmethod, args, kwargs any) (any, error)

	//oslo:call
	ObjectBackportVersions(ctx context.Context, objinst, objectVersions any) (any, error)
}
