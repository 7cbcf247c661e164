package oslotest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Faults is a transport with calls, casts and notifications that fail on
// demand, as those of a real bus do. Everything else passes to the transport
// inside it.
type Faults struct {
	oslo.Transport

	mu     sync.Mutex
	faults map[string][]error // by method or event type
}

// WithFaults wraps a transport. Tell it to fail with [Faults.Fail].
func WithFaults(tr oslo.Transport) *Faults {
	return &Faults{Transport: tr, faults: map[string][]error{}}
}

// Fail makes the next calls or casts of a method, or notifications of an event
// type, fail. Each of errs is for one of them:
//
//   - With oslo.ErrTimeout and oslo.ErrReplyLost the request arrives and runs, and its answer is lost.
//   - With any other error, such as oslo.ErrUnavailable, oslo.ErrUndeliverable, oslo.ErrRefused or a *oslo.RemoteError, nothing is sent.
func (f *Faults) Fail(method string, errs ...error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults[method] = append(f.faults[method], errs...)
}

// next returns the fault of the next request, or nil.
func (f *Faults) next(method string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	errs := f.faults[method]
	if len(errs) == 0 {
		return nil
	}
	f.faults[method] = errs[1:]
	return errs[0]
}

// arrives reports whether a request with a fault reaches its server.
func arrives(fault error) bool {
	return fault == nil || errors.Is(fault, oslo.ErrTimeout) || errors.Is(fault, oslo.ErrReplyLost)
}

// Call implements oslo.Transport.
func (f *Faults) Call(ctx context.Context, r *oslo.Request) (reply oslo.Reply, err error) {
	fault := f.next(r.Method)
	if arrives(fault) {
		reply, err = f.Transport.Call(ctx, r)
	}
	if fault == nil || err != nil {
		return reply, err
	}
	return oslo.Reply{}, faultOf(r, fault)
}

// Cast implements oslo.Transport.
func (f *Faults) Cast(ctx context.Context, r *oslo.Request) (err error) {
	fault := f.next(r.Method)
	if arrives(fault) {
		err = f.Transport.Cast(ctx, r)
	}
	if fault == nil || err != nil {
		return err
	}
	return faultOf(r, fault)
}

// Notify implements oslo.Transport.
func (f *Faults) Notify(ctx context.Context, n *oslo.Notification) (err error) {
	fault := f.next(n.EventType)
	if arrives(fault) {
		err = f.Transport.Notify(ctx, n)
	}
	if fault == nil || err != nil {
		return err
	}
	return fmt.Errorf("notify %s: %w", n.EventType, fault)
}

// faultOf returns the error of a real transport for a fault.
func faultOf(r *oslo.Request, fault error) error {
	if r.Kind == oslo.KindCall && fault == oslo.ErrTimeout { //nolint:errorlint // the bare condition
		return &oslo.TimeoutError{Target: r.Target, Method: r.Method, After: r.Timeout, MessageID: r.MessageID.String()}
	}
	return fmt.Errorf("%s %s on %s: %w", r.Kind, r.Method, r.Target, fault)
}
