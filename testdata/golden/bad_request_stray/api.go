package api

import "context"

// Forgotten is no request, because the parameter does not say so.
type Forgotten struct {
	//oslo:arg since=1.1
	ID string `json:"id"`
}

// Inner is a part of an argument, which has no versions of its own.
type Inner struct {
	//oslo:arg since=1.1
	Size int `json:"size"`
}

// Outer is a request.
type Outer struct {
	//oslo:arg optional
	Inner Inner `json:"inner"`
}

//oslo:rpc topic=x version=1.1
type A interface {
	//oslo:call
	Get(ctx context.Context, r Forgotten) error

	//oslo:call
	Put(ctx context.Context,
		//oslo:request
		r Outer) error
}
