package api

import "context"

//oslo:rpc topic=x
type (
	GroupdocA interface {
		//oslo:call
		Get(ctx context.Context) error
	}
)
