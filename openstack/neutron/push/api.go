// Package push is the RPC API of neutron.api.rpc.handlers.resources_rpc.ResourcesPushRpcApi, imported from Python.
package push

import (
	"context"
)

// ResourcesPush holds the requests of neutron.api.rpc.handlers.resources_rpc.ResourcesPushRpcApi.
//
//oslo:rpc topic={topic} exchange=neutron version=1.1
type ResourcesPush interface {
	//oslo:cast fanout since=1.1
	Push(ctx context.Context,
		//oslo:topic
		topic string,
		resourceList []any, eventType any) error
}
