package api

import (
	"context"
)

//oslo:rpc topic=x
type CtxstructA interface {
	//oslo:call
	Get(ctx context.Context, ctxstructf func(
		//oslo:server
		h string)) error
}
