// Command main has its API in its own package.
package main

import "context"

//oslo:rpc topic=main
type service interface {
	//oslo:call
	Get(ctx context.Context) (int, error)
}

var _ service = (*serviceClient)(nil)

func main() {}
