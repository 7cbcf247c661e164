// Package api has tests that declare what would be generated.
package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Reboot(ctx context.Context, x int) error
}
