package api

import "context"

//oslo:rpc topic=errors
//oslo:error a.B,a.C example.com/nowhere.ErrBusy
//oslo:error a.D io.EOF
//oslo:error a.C,a.E, context.Canceled
//oslo:error a.C context.Canceled keyword
type Store interface {
	//oslo:call
	Fail(ctx context.Context, how string) error
}
