package api

import "context"

//oslo:rpc topic=“compute” namespace=‘a’ exchange=x​y
type A interface {
	//oslo:call name=“get”
	Get(ctx context.Context, id string) error
}

//oslo:notify publisher=p topic=“audit”
type B interface {
	//oslo:event “instance.create”
	Create(ctx context.Context, id string) error

	//oslo:event 'instance.delete'
	Delete(ctx context.Context, id string) error
}
