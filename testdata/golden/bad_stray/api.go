package api

import "context"

// Base has directives, and an alias.
type Base interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
type Alias = Base

// lonely has directives and is embedded nowhere.
type lonely interface {
	//oslo:call
	Pong(ctx context.Context) error
}
