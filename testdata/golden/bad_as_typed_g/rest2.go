package api

import (
	"context"
)

//oslo:rpc topic=x
type Rest2A interface {
	//oslo:call
	Get(ctx context.Context,
		//oslo:arg rest optional
		kw map[string]any) error
}
