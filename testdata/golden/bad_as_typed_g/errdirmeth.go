package api

import (
	"context"
	"errors"
)

var ErrdirmethErrX = errors.New("x")

//oslo:rpc topic=x
type ErrdirmethA interface {
	//oslo:call
	//oslo:error a.B ErrdirmethErrX
	Get(ctx context.Context, id string) error
}
