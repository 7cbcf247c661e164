// Package api is prose about directives.
//
// oslo:rpc interfaces live here.
package api

import "context"

// oslo:call is what a method has that waits.
const word = "call"

/*
oslo:cast is the other.
*/

// oslo.call, oslo:server, +oslo:rpc and oslogen:call are only words here.
var _ = word

//slo:error budget=0.1
//os:server linux
//oslog:call x

// Store is another tool's.
//
//slo:error budget=0.1
//os:server linux
//solo:rpc me
type Store interface {
	//slo:call latency=1s
	Get() error
}

// oslo:rpc is not for structs.
type Struct struct {
	// oslo:server is where it runs.
	Host string
}

// Compute is on oslo.messaging: oslo calls it RPC.
//
//oslo:rpc topic=compute
type Compute interface {
	// Ping is on the Oslo: servers answer. Its oslo servers are many.
	//
	//oslo:call
	Ping(ctx context.Context) error
}

func use() {
	// oslo:call the server.
	_ = word
}
