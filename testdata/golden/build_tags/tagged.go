//go:build !windows

package api

import "context"

//oslo:rpc topic=tagged
type Tagged interface {
	//oslo:call
	Get(ctx context.Context) error
}
