package api

import (
	"context"

	"example.com/nowhere/uuid"
)

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Get(ctx context.Context, id uuid.UUID) error
}
