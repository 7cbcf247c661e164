// Package run is what the tests of golden cases share: a bus and servers on it.
package run

import (
	"context"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
)

// Transport opens fake:// on a bus that only this test knows.
func Transport(t *testing.T) oslo.Transport {
	t.Helper()
	tr, err := oslo.Open(t.Context(), "fake://"+strings.ToLower(t.Name()), fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}

// Serve runs a server of the topic, with what register adds, until the test ends.
func Serve(t *testing.T, tr oslo.Transport, topic, name string, register func(*oslo.Server)) {
	t.Helper()
	ServeTarget(t, tr, oslo.Target{Topic: topic, Server: name}, register)
}

// ServeTarget is Serve for any target.
func ServeTarget(t *testing.T, tr oslo.Transport, target oslo.Target, register func(*oslo.Server)) {
	t.Helper()
	srv := oslo.NewServer(tr, target)
	register(srv)
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Stop(t.Context()) })
}

// Peek returns a client option that notes the last request.
func Peek(last *oslo.Request) oslo.ClientOption {
	return oslo.WithInterceptor(func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		*last = *r
		return next(ctx, r)
	})
}
