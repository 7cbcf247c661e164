//oslo:rpc topic=x
package api

import "context"

type PkgdocA interface {
	//oslo:call
	Get(ctx context.Context) error
}
