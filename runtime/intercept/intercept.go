// Package intercept has interceptors that services reach for: retries of requests
// that were not sent, and a time limit for methods.
package intercept

import (
	"context"
	"errors"
	"fmt"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Retry sends a request again that was not sent or that no queue took, up to
// retries times. It waits between the attempts, backoff before the first and twice as
// long before each further one. It never sends a request again that may have run. The
// call's timeout bounds all attempts together.
//
//	c := api.NewComputeClient(tr, oslo.WithMandatory(), oslo.WithInterceptor(intercept.Retry(3, time.Second)))
func Retry(retries int, backoff time.Duration) oslo.Interceptor {
	return func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		timeout, began := r.Timeout, time.Now()
		for n := 0; ; n++ {
			err := next(ctx, r)
			if n >= retries || !again(err) {
				return err
			}
			wait := backoff << min(n, 16)
			if r.Kind == transport.KindCall {
				if r.Timeout = timeout - time.Since(began) - wait; r.Timeout <= 0 {
					return err
				}
			}
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return err
			}
		}
	}
}

// again reports whether a request that ended with err may succeed when it is sent
// again, and did not run.
func again(err error) bool {
	passes := errors.Is(err, oslo.ErrUnavailable) || errors.Is(err, oslo.ErrUndeliverable) || errors.Is(err, oslo.ErrTooManyCalls)
	return passes && oslo.NotSent(err)
}

// errLimit is the cause of a ctx that TimeLimit ended.
var errLimit = errors.New("the method's time limit has passed")

// TimeLimit ends the ctx of every method that runs longer than d. A method that
// then fails is answered as a timeout. One that does not look at its ctx goes on.
func TimeLimit(d time.Duration) oslo.ServerInterceptor {
	return func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
		ctx, cancel := context.WithTimeoutCause(ctx, d, errLimit)
		defer cancel()
		result, err := next(ctx, in)
		if err != nil && errors.Is(context.Cause(ctx), errLimit) {
			err = fmt.Errorf("%w after %v: %w: %w", errLimit, d, oslo.ErrTimeout, err)
		}
		return result, err
	}
}
