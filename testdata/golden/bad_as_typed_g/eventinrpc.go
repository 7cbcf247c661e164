package api

import (
	"context"
)

//oslo:rpc topic=x
type EventinrpcA interface {
	//oslo:event a.b
	Get(ctx context.Context, id string) error
}
