package api

import (
	"context"
	"errors"
)

//oslo:error a.B OnvarErrX
var OnvarErrX = errors.New("x")

//oslo:rpc topic=x
type OnvarA interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
