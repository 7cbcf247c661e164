package api

import "context"

const count = 3

var topic = "x"

//oslo:rpc topic=agent.{
type Open interface {
	//oslo:call
	Get(ctx context.Context) error
}

//oslo:rpc topic=agent.{1} exchange={} namespace={count}
type Names interface {
	//oslo:call
	Get(ctx context.Context) error
}

//oslo:rpc topic=agent.{topic} exchange={http.MethodGet}
type Kinds interface {
	//oslo:call
	Get(ctx context.Context) error
}

//oslo:rpc topic=agent.{id}
type Some interface {
	//oslo:call
	With(ctx context.Context,
		//oslo:topic
		id string) error

	//oslo:call
	Get(ctx context.Context,
		//oslo:topic
		id string) error

	//oslo:call
	Without(ctx context.Context) error

	//oslo:call topic=x.{host}
	Host(ctx context.Context, host string) error

	//oslo:call
	Other(ctx context.Context,
		//oslo:topic
		host string) error

	//oslo:call topic=x
	Fixed(ctx context.Context,
		//oslo:topic
		id string) error

	//oslo:call
	Number(ctx context.Context,
		//oslo:topic
		id int) error
}
