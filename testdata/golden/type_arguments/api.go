// Package api has types in type arguments only.
package api

import (
	"context"
	"net/netip"
	"net/url"
	"time"
)

// Option is sent as a string, whatever T is.
type Option[T any] struct{ Text string }

//oslo:rpc topic=arguments
type Arguments interface {
	//oslo:call
	Func(ctx context.Context, x Option[func(t time.Time) error]) error

	//oslo:call
	Interface(ctx context.Context, x Option[interface{ Get(a netip.Addr) }]) error

	//oslo:call
	Chan(ctx context.Context, x Option[chan *url.URL]) error
}
