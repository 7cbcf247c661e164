package api

import (
	"context"
	"fmt"
	"io"
)

//oslo:rpc topic=compute
type Compute interface {
	io.Closer
	fmt.Stringer

	//oslo:call
	Ping(ctx context.Context) error
}
