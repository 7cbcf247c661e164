package api

import "context"

// Failure is generic.
type Failure[T any] struct{ Value T }

func (*Failure[T]) Error() string { return "failure" }

// IntFailure is an instance, which is none.
type IntFailure = Failure[int]

//oslo:rpc topic=compute
//oslo:error nova.exception.Failure Failure
//oslo:error nova.exception.IntFailure IntFailure
type Compute interface {
	//oslo:call
	Ping(ctx context.Context) error
}
