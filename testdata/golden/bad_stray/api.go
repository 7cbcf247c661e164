package api

import "context"

// Base has directives and is embedded nowhere.
type Base interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
type Alias = Base
