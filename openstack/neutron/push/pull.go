// Package push is the RPC API of neutron.api.rpc.handlers.resources_rpc.ResourcesPullRpcApi, imported from Python.
package push

import (
	"context"
	"errors"
)

// Errors that servers answer with on purpose.
var (
	ErrCallbackNotFound = errors.New("callback not found")
)

// ResourcesPull holds the requests of neutron.api.rpc.handlers.resources_rpc.ResourcesPullRpcApi.
//
//oslo:rpc topic=q-plugin exchange=neutron version=1.1
//oslo:error neutron.api.rpc.callbacks.exceptions.CallbackNotFound ErrCallbackNotFound expected
type ResourcesPull interface {
	//oslo:call
	Pull(ctx context.Context, resourceType, version, resourceID any) (any, error)

	//oslo:call
	BulkPull(ctx context.Context, resourceType, version, filterKwargs any) (any, error)
}
