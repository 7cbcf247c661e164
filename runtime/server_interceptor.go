package oslo

import "context"

// ServerInterceptor sees every request of a server around its method, also requests
// that no method serves: the request before next, and the result, the error and the
// time after it. [Incoming.Decode] reads the arguments, into a map for methods of all
// kinds. It may answer without next. It must not return before next does.
type ServerInterceptor func(ctx context.Context, in *Incoming, next Func) (any, error)

func interceptFunc(i ServerInterceptor, next Func) Func {
	return func(ctx context.Context, in *Incoming) (any, error) { return i(ctx, in, next) }
}
