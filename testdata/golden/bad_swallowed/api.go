package api

import "context"

//oslo:notify publisher=x;topic=y
type Events interface {
	//oslo:event name=a.b
	Created(ctx context.Context, id string) error

	//oslo:event a.b;priority=info
	Deleted(ctx context.Context, id string) error

	//oslo:event a.b, priority=info
	Moved(ctx context.Context, id string) error
}

//oslo:rpc topic=x;version=1.1
type Compute interface {
	//oslo:call timeout=30s;since=1.0
	Ping(ctx context.Context) error

	//oslo:call name=ping2, since=1.0
	Ping2(ctx context.Context) error
}

//oslo:rpc topic=x,version=1.1 namespace=a=b
type Network interface {
	//oslo:call topic=a=b
	Ping(ctx context.Context) error
}

//oslo:rpc topic=x legacy_namespaces=a,b=c
type Volume interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:notify publisher=x topic=a,b;c
type More interface {
	//oslo:event a.b
	Created(ctx context.Context, id string) error
}
