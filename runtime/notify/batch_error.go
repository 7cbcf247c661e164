package notify

import (
	"context"
	"errors"
)

// BatchError is an error of some notifications of a batch. RunBatch returns it so
// that the others count as handled.
type BatchError struct {
	// Errs has the error of each notification, in the batch's order, nil for those
	// that were handled. Missing elements are nil.
	Errs []error
}

// Error implements error.
func (e *BatchError) Error() string { return e.Unwrap().Error() }

// Unwrap returns all errors of the batch, joined.
func (e *BatchError) Unwrap() error {
	if err := errors.Join(e.Errs...); err != nil {
		return err
	}
	return errors.New("no notification of the batch failed")
}

// of returns the error of notification n in err, which is about all of them unless
// it is a *BatchError.
func of(err error, n int) error {
	one, ok := errors.AsType[*BatchError](err)
	switch {
	case !ok:
		return err
	case n < len(one.Errs):
		return one.Errs[n]
	}
	return nil
}

// BatchOf makes an [Event.RunBatch] of a function that takes payloads. A
// notification whose payload does not fit ends alone, with a *oslo.PayloadError.
// run is not called without payloads.
func BatchOf[T any](run func(ctx context.Context, payloads []T) error) func(context.Context, []*Incoming) error {
	return func(ctx context.Context, batch []*Incoming) error {
		payloads, errs := make([]T, 0, len(batch)), make([]error, len(batch))
		for i, in := range batch {
			var payload T
			if errs[i] = in.Decode(&payload); errs[i] == nil {
				payloads = append(payloads, payload)
			}
		}
		if len(payloads) == 0 {
			return &BatchError{Errs: errs}
		}
		err := run(ctx, payloads)
		if len(payloads) == len(batch) {
			return err
		}
		for i, n := 0, 0; i < len(errs); i++ {
			if errs[i] == nil {
				errs[i] = of(err, n)
				n++
			}
		}
		return &BatchError{Errs: errs}
	}
}
