// Package api has parameters whose names mean something else in generated code.
package api

import "context"

// Outcome is a result.
type Outcome struct{ Text string }

//oslo:rpc topic=hidden
type Hidden interface {
	//oslo:call
	Locals(ctx context.Context, c, err, result, args, a, in, impl string) (Outcome, error)

	//oslo:call
	Packages(ctx context.Context, oslo, context, dispatch, json, fmt string) (Outcome, error)

	//oslo:call
	Predeclared(ctx context.Context, string string, nil, error, any int, true bool) (Outcome, error)

	//oslo:call
	Types(ctx context.Context, Outcome Outcome, Hidden string, hiddenTypes, hiddenTypesArgs string) (Outcome, error)

	//oslo:call
	ContextLast(c context.Context, ctx, ctxArg string) (Outcome, error)

	//oslo:call
	Rpc(_ context.Context, rpc string, x, _x int) (Outcome, error)
}
