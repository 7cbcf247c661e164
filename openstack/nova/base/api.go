// Package base is the RPC API of nova.baserpc.BaseAPI, imported from Python.
package base

import (
	"context"
)

// Base holds the requests of nova.baserpc.BaseAPI.
//
//oslo:rpc topic=conductor namespace=baseapi exchange=nova version=1.1
type Base interface {
	//oslo:call
	Ping(ctx context.Context, arg any) (any, error)

	//oslo:call since=1.1
	GetBackdoorPort(ctx context.Context,
		//oslo:server
		host string) (any, error)
}
