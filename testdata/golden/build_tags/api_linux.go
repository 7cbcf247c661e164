//go:build amd64 || arm64

// Package api is for some systems only.
package api

import "context"

//oslo:rpc topic=linux
type Linux interface {
	//oslo:call
	Get(ctx context.Context) error
}
