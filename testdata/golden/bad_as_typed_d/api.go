package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
)

// ErrGone is a sentinel.
var ErrGone = errors.New("gone")

var notAnError = "x"

//oslo:rpc topic=compute
//oslo:error ErrGone
type A interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:error ErrGone nova.exception.Gone
type B interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:error nova.exception.Gone=ErrGone
type C interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:error nova.exception.Gone ErrGnoe
type D interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:error nova.exception.Gone notAnError
type E interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:error nova.exception.Gone io.EOFF
type F interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:error nova.exception.Gone ErrGone
type G interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
//oslo:errors nova.exception.Gone ErrGone
type H interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
type I interface {
	//oslo:call
	//oslo:error nova.exception.Gone ErrGone
	Ping(ctx context.Context) error
}

//oslo:rpc topic=compute
type J interface {
	//oslo:call
	A(ctx context.Context, r io.Reader) error

	//oslo:call
	B(ctx context.Context, f *os.File) error

	//oslo:call
	C(ctx context.Context, f func() error) error

	//oslo:call
	D(ctx context.Context, c chan int) error

	//oslo:call
	E(ctx context.Context) (<-chan int, error)

	//oslo:call
	F(ctx context.Context, c complex128) error

	//oslo:call
	G(ctx context.Context, m sync.Mutex) error

	//oslo:call
	H(ctx context.Context, r *http.Request) error

	//oslo:call
	I(ctx context.Context, ids ...string) error

	//oslo:call
	J(ctx context.Context, e error) error
}
