package api

import "context"

//oslo:rpc topic=windows
type Windows interface {
	//oslo:call
	Get(ctx context.Context) error
}
