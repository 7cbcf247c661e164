package api

import (
	"context"
	"errors"
)

//oslo:rpc topic=compute
//oslo:error nova.exception.NotFound ErrNotFound
//oslo:error nova.exception.NotFound ErrGone
//oslo:error nova.exception.Quota Quota
//oslo:error nova.exception.Limit Limit
//oslo:error nova.exception.Count count
//oslo:error nova.exception.Missing
//oslo:error nova..exception ErrGone
//oslo:error nova.exception.Later ErrGone later
//oslo:error nova.exception.Func failed
//oslo:error nova.exception.Full Full
//oslo:error nova.exception.Init errInit
type Compute interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// ErrGone is an error.
var ErrGone = errors.New("gone")

var errInit error

func init() { errInit = ErrGone }

// Quota is no error.
type Quota struct{}

// Full has a field that can't be sent.
type Full struct{ Waiting chan int }

func (*Full) Error() string { return "" }

// Limit is an error, but no struct.
type Limit int

func (Limit) Error() string { return "" }

var count int

func failed() error { return nil }
