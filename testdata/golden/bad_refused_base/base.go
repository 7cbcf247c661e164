package api

import "context"

// Base is embedded by what has a mistake of its own.
type Base interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// Deeper embeds Deepest.
type Deeper[T any] interface {
	Deepest
	//oslo:call
	Get(ctx context.Context) (T, error)
}

// Deepest is embedded by what is embedded.
type Deepest interface {
	//oslo:call
	Pong(ctx context.Context) error
}
