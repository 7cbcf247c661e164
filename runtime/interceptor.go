package oslo

import "context"

// Send passes a request on: to the next interceptor, or to the transport.
type Send func(ctx context.Context, r *Request) error

// Interceptor sees every request of a client: its target, method, arguments and
// context before next, the error and the time it took after. It may change the
// request, call next more than once, or not at all.
type Interceptor func(ctx context.Context, r *Request, next Send) error

func intercept(i Interceptor, next Send) Send {
	return func(ctx context.Context, r *Request) error { return i(ctx, r, next) }
}

// ServerInterceptor sees every request of a server around its method, also those
// that no method serves: the request before next, result, error and time after. It
// returns after next has.
type ServerInterceptor func(ctx context.Context, in *Incoming, next Func) (any, error)

func interceptFunc(i ServerInterceptor, next Func) Func {
	return func(ctx context.Context, in *Incoming) (any, error) { return i(ctx, in, next) }
}
