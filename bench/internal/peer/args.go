package peer

import (
	"context"

	"github.com/oslogen/oslogen/bench/api"
)

// The arguments of a load: the ones of Echo, or three more.
const (
	PlainArgs     = "plain"     // that every version has
	VersionedArgs = "versioned" // that came with later versions
)

// argsClient echoes with three more arguments.
type argsClient struct {
	api.Bench
	args      *api.ArgsClient
	versioned bool
}

// Echo implements api.Bench.
func (c argsClient) Echo(ctx context.Context, data string) (string, error) {
	if c.versioned {
		return c.args.EchoVersioned(ctx, data, "region-1", 7, true)
	}
	return c.args.EchoPlain(ctx, data, "region-1", 7, true)
}

// EchoPlain and EchoVersioned implement api.Args.

func (s *service) EchoPlain(ctx context.Context, data, _ string, _ int, _ bool) (string, error) {
	return s.Echo(ctx, data)
}

func (s *service) EchoVersioned(ctx context.Context, data, _ string, _ int, _ bool) (string, error) {
	return s.Echo(ctx, data)
}
