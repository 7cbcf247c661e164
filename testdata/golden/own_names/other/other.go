// Package other has a client of its own.
package other

import "context"

//oslo:rpc topic=images
type Images interface {
	//oslo:call
	Show(ctx context.Context, id string) error
}
