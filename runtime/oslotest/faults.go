package oslotest

import (
	"context"
	"errors"
	"sync"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
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

// Call implements transport.Transport.
func (f *Faults) Call(ctx context.Context, m *transport.Message) (reply transport.Reply, err error) {
	fault := f.next(m.Name)
	if arrives(fault) {
		reply, err = f.Transport.Call(ctx, m)
	}
	switch {
	case fault == nil, err != nil:
		return reply, err
	case fault == oslo.ErrTimeout: //nolint:errorlint // the bare condition
		fault = &transport.Timeout{}
	}
	return transport.Reply{}, fault
}

// Cast implements transport.Transport.
func (f *Faults) Cast(ctx context.Context, m *transport.Message) error {
	return f.send(ctx, m, f.Transport.Cast)
}

// Notify implements transport.Transport.
func (f *Faults) Notify(ctx context.Context, m *transport.Message) error {
	return f.send(ctx, m, f.Transport.Notify)
}

func (f *Faults) send(ctx context.Context, m *transport.Message, send func(context.Context, *transport.Message) error) error {
	fault := f.next(m.Name)
	if arrives(fault) {
		if err := send(ctx, m); err != nil {
			return err
		}
	}
	return fault
}
