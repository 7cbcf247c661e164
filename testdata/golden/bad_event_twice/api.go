package api

import "context"

//oslo:notify publisher=compute
type Events interface {
	//oslo:event instance.create
	Create(ctx context.Context, payload int) error

	//oslo:event instance.create priority=info
	CreateInfo(ctx context.Context, payload string) error

	//oslo:event instance.create priority=error
	CreateError(ctx context.Context, payload string) error
}
