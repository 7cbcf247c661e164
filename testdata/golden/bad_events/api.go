package api

import "context"

//oslo:notify publisher=compute topic=versioned_notifications
type Events interface {
	//oslo:event instance.create.end priority=high
	A(ctx context.Context, p Payload) error

	//oslo:event
	B(ctx context.Context, p Payload) error

	//oslo:event instance.delete.end
	C(ctx context.Context) error

	//oslo:event instance.update
	D(ctx context.Context, p Payload) (int, error)

	//oslo:call
	E(ctx context.Context, p Payload) error

	//oslo:event instance..update
	F(ctx context.Context, p, q Payload) error
}

//oslo:rpc topic=compute
//oslo:notify
type Both interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// Payload is a payload.
type Payload struct{}
