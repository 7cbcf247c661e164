package api

import "context"

//oslo:rpc topic=compute
type Store[T any] interface {
	//oslo:call
	Get(ctx context.Context, key string) (T, error)
}
