// Package other has interfaces for which types are generated.
package other

import "context"

//oslo:rpc topic=others
type Others interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:notify publisher=others
type Events interface {
	//oslo:event other.created
	Created(ctx context.Context, name string) error
}
