// Package base is embedded by the annotated interfaces of golden cases, and is no
// part of their runs.
package base

import "context"

// Pinger is embedded.
type Pinger interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// Other is not, nor has it anything to do with the run.
type Other interface {
	//oslo:call
	Do(ctx context.Context) error
}

// Annotated has its client where it is.
//
//oslo:rpc topic=annotated
type Annotated interface {
	//oslo:call
	Do(ctx context.Context) error
}
