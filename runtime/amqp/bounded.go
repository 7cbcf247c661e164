package amqp

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// bounded is a ctx with a deadline that costs nothing until code waits for it.
// A call whose connection is up never waits for it. It is for one goroutine,
// which must not use it after release.
type bounded struct {
	context.Context //nolint:containedctx // it is one itself
	deadline        time.Time
	derived         context.Context //nolint:containedctx // see above
	cancel          context.CancelFunc
}

var boundeds = sync.Pool{New: func() any { return new(bounded) }}

// newBounded bounds ctx.
func newBounded(ctx context.Context, d time.Duration) *bounded {
	b := boundeds.Get().(*bounded)
	b.Context, b.deadline = ctx, time.Now().Add(d)
	return b
}

// Deadline returns the earlier of the two deadlines.
func (b *bounded) Deadline() (time.Time, bool) {
	if d, ok := b.Context.Deadline(); ok && d.Before(b.deadline) {
		return d, true
	}
	return b.deadline, true
}

// Done derives the ctx that ends at the deadline.
func (b *bounded) Done() <-chan struct{} {
	if b.derived == nil {
		b.derived, b.cancel = context.WithDeadline(b.Context, b.deadline)
	}
	return b.derived.Done()
}

// Err is why the ctx has ended.
func (b *bounded) Err() error {
	if err := b.Context.Err(); err != nil {
		return err
	}
	if !time.Now().Before(b.deadline) {
		return context.DeadlineExceeded
	}
	return nil
}

// expiration is the expiration property of a call with that timeout. Time that was
// spent on connecting is taken off, so that the message does not outlive the call.
func (b *bounded) expiration(timeout time.Duration) string {
	if left := time.Until(b.deadline); timeout-left > expirationSlack {
		timeout = left
	}
	return expiration(timeout)
}

// expiration is the expiration property of a call's message: its timeout in whole
// milliseconds, at least one and at most ten years, which is as far as RabbitMQ goes.
func expiration(timeout time.Duration) string {
	return strconv.FormatInt(min(max(timeout.Milliseconds(), 1), maxExpiration.Milliseconds()), 10)
}

const maxExpiration = 3650 * 24 * time.Hour

// expirationSlack is how long a call may take to be sent without its message
// being given less than the whole timeout.
const expirationSlack = 5 * time.Millisecond

// release frees b and the resources of Done.
func (b *bounded) release() {
	if b.cancel != nil {
		b.cancel()
	}
	*b = bounded{}
	boundeds.Put(b)
}

// ended is why ctx has ended, with the cause it was given if that is another.
func ended(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}
