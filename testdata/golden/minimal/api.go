package api

import "context"

//oslo:rpc topic=ping
type Ping interface {
	//oslo:call
	Ping(context.Context) error
}
