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
