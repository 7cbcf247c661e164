package api

import "context"

type any = string

type error interface{ Error() string }

const nil = 0

func new() {}

// len is not in generated code.
func len() {}

//oslo:rpc topic=a
type A interface {
	//oslo:call
	Get(ctx context.Context, id string) (any, error)
}
