package api

import (
	"context"
)

//oslo:rpc topic=x legacy_namespaces={ns}
type NsbraceA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
