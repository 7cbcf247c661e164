package api

import "context"

// Payload is sent.
type Payload struct {
	ID string `json:"id"`
}

//oslo:notify
type A interface {
	//oslo:event instance.create
	Created(ctx context.Context, p Payload) error
}

//oslo:notify compute
type B interface {
	//oslo:event instance.create
	Created(ctx context.Context, p Payload) error
}

//oslo:notify publisher=compute
type C interface {
	//oslo:event
	Created(ctx context.Context, p Payload) error

	//oslo:event type=instance.delete
	Deleted(ctx context.Context, p Payload) error

	//oslo:event instance.update INFO
	Updated(ctx context.Context, p Payload) error

	//oslo:event instance.resize priority=INFO
	Resized(ctx context.Context, p Payload) error

	//oslo:event instance.move priority=warning
	Moved(ctx context.Context, p Payload) error

	//oslo:event instance..stop
	Stopped(ctx context.Context, p Payload) error

	//oslo:event instance.none
	None(ctx context.Context) error

	//oslo:event instance.two
	Two(ctx context.Context, a, b Payload) error

	//oslo:event instance.result
	Result(ctx context.Context, p Payload) (string, error)

	//oslo:call
	Call(ctx context.Context, p Payload) error

	//oslo:evnt instance.typo
	Typo(ctx context.Context, p Payload) error
}

//oslo:notify publisher=compute topics=versioned
type D interface {
	//oslo:event instance.create
	Created(ctx context.Context, p Payload) error
}

//oslo:notify publisher=compute version=1.1
type E interface {
	//oslo:event instance.create
	Created(ctx context.Context, p Payload) error
}

//oslo:notification publisher=compute
type F interface {
	//oslo:event instance.create
	Created(ctx context.Context, p Payload) error
}

//oslo:rpc topic=compute
type G interface {
	//oslo:event instance.create
	Created(ctx context.Context, p Payload) error
}
