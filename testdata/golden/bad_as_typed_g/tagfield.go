package api

import (
	"context"
)

type TagfieldR struct {
	//oslo:arg since=1.1
	ID string `json:"id"`
}

//oslo:rpc topic=x
type TagfieldA interface {
	//oslo:call
	Get(ctx context.Context,
		//oslo:request
		r TagfieldR) error
}
