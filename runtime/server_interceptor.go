package oslo

import "context"

// ServerInterceptor sees every request of a server around its method, also those
// that no method serves: the request before next, result, error and time after. It
// returns after next has.
type ServerInterceptor func(ctx context.Context, in *Incoming, next Func) (any, error)

func interceptFunc(i ServerInterceptor, next Func) Func {
	return func(ctx context.Context, in *Incoming) (any, error) { return i(ctx, in, next) }
}
