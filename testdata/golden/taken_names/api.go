// Package api declares what generated code would like to.
package api

import "context"

var (
	computeReboot  = 1
	computeErrors  = 2
	computeAdapter = 3
	_              = computeReboot + computeErrors + computeAdapter
)

// Types that are called as packages are.
type (
	oslo     struct{}
	dispatch struct{}
	time     struct{}
)

// ErrGone is an error.
var ErrGone = context.Canceled

//oslo:rpc topic=compute
//oslo:error nova.exception.Gone ErrGone
type Compute interface {
	//oslo:call timeout=3s
	Reboot(ctx context.Context, o oslo) (dispatch, error)

	//oslo:call
	RebootArgs(ctx context.Context, t time) error
}

//oslo:rpc topic=compute
type compute interface {
	//oslo:call
	Reboot(ctx context.Context, o oslo) (dispatch, error)
}

var _ compute = (*computeClient)(nil)
