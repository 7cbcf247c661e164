package oslotest

import (
	"context"
	"sync"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Requests records the calls and casts to a target. It stands in for the
// service to which the tested code sends.
type Requests struct {
	*records[*oslo.Incoming]

	mu      sync.Mutex
	answers map[string]oslo.Func // by method
}

// RecordRequests serves target until the test ends and records every request.
// Without a name the server is "oslotest". It answers null to calls unless
// Answer gives another answer.
func RecordRequests(tb testing.TB, tr oslo.Transport, target oslo.Target) *Requests {
	tb.Helper()
	if target.Server == "" {
		target.Server = "oslotest"
	}
	r := &Requests{records: newRecords[*oslo.Incoming](), answers: map[string]oslo.Func{}}
	Start(tb, oslo.NewServer(tr, target, oslo.WithWorkers(1), oslo.WithHandler(recorder{r})))
	return r
}

// Answer answers calls of method with f, which may be a method of a generated
// server.
func (r *Requests) Answer(method string, f oslo.Func) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers[method] = f
}

// Next returns the first request that it has not returned yet. It waits for one
// and ends the test if none comes within 10 s.
func (r *Requests) Next(tb testing.TB) *oslo.Incoming {
	tb.Helper()
	return r.next(tb, "request")
}

// All returns all requests so far, including those that Next returned.
func (r *Requests) All() []*oslo.Incoming { return r.all() }

// recorder is the handler of Requests.
type recorder struct{ *Requests }

// Handle implements oslo.Handler.
func (r recorder) Handle(ctx context.Context, in *oslo.Incoming) (any, error) {
	if err := in.Defect(); err != nil {
		return nil, err
	}
	r.add(in)
	r.mu.Lock()
	f := r.answers[in.Method]
	r.mu.Unlock()
	if f == nil {
		f = func(context.Context, *oslo.Incoming) (any, error) { return nil, nil }
	}
	return oslo.Endpoint{}.Run(ctx, in, f)
}
