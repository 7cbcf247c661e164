package api

import "context"

// The directives of a first day.

//oslo:rpc
type A interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc compute
type B interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic = compute
type C interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic="compute node"
type D interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic='compute'
type E interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute version=v1.2
type F interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute version=1
type G interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc Topic=compute
type H interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute ver=1.2
type I interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute ns=base
type J interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute,version=1.2
type K interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute version=1.2;
type L interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute topic=network
type M interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc: topic=compute
type N interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rcp topic=compute
type O interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:service topic=compute
type P interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:interface topic=compute
type Q interface {
	//oslo:method
	Ping(ctx context.Context) error
}

//oslo:topic=compute
type R interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute -version=1.1
type S interface {
	//oslo:call
	Ping(ctx context.Context) error
}
