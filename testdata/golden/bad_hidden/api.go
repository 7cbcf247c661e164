package api

import "context"

// Alive is embedded twice.
type Alive interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// Awake has the same method.
type Awake interface {
	//oslo:cast
	Ping(ctx context.Context) error
	//oslo:call
	Wake(ctx context.Context) error
}

//oslo:rpc topic=compute
type Compute interface {
	Alive
	Awake
}
