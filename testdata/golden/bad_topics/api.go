package api

import "context"

//oslo:notify publisher=compute topic=
type Empty interface {
	//oslo:event instance.create
	Create(ctx context.Context, payload int) error
}

//oslo:notify publisher=compute topic=notifications,
type Half interface {
	//oslo:event instance.create
	Create(ctx context.Context, payload int) error
}

//oslo:rpc topic=compute
type Names interface {
	//oslo:call name=read²
	Read(ctx context.Context,
		//oslo:arg name=x²
		x int) error
}
