package dispatch

import (
	"context"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/rpcversion"
)

// PingMethod is the method that WithPing adds.
const PingMethod = "oslo_rpc_server_ping"

// pingEndpoint has only PingMethod, which no access policy refuses.
var pingEndpoint = endpoint{
	Endpoint: oslo.Endpoint{Name: "ping", Methods: map[string]oslo.Func{PingMethod: pong}},
	version:  rpcversion.Version{Major: 1}, namespaces: []string{""},
}

// WithPing answers PingMethod, in the null namespace and version 1.0, with "pong"
// (rpc_ping_enabled).
func WithPing() Option { return func(d *Dispatcher) { d.ping = true } }

func pong(context.Context, *oslo.Incoming) (any, error) { return "pong", nil }
