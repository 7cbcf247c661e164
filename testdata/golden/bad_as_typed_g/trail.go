package api

import (
	"context"
)

//oslo:rpc topic=x // the topic
type TrailA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
