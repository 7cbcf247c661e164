// Package oslotest has what a service needs to test itself: a bus of its own for
// each test.
package oslotest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
)

// Open opens a transport on the test's own in-process bus, and closes it when the
// test ends. Transports that one test opens share its bus, and no other test or
// subtest does.
func Open(tb testing.TB, opts ...oslo.OpenOption) oslo.Transport {
	tb.Helper()
	url := fmt.Sprintf("fake:///%x", sha256.Sum256([]byte(tb.Name())))
	tr, err := oslo.Open(tb.Context(), url, append([]oslo.OpenOption{fake.Driver()}, opts...)...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := tr.Close(); err != nil {
			tb.Errorf("close the transport: %v", err)
		}
	})
	return tr
}

// Context returns the test's ctx with a request context of fields, such as
// "user_id" and "project_id".
func Context(tb testing.TB, fields map[string]any) context.Context {
	tb.Helper()
	rc, err := oslo.NewRequestContext(fields)
	if err != nil {
		tb.Fatal(err)
	}
	return oslo.WithRequestContext(tb.Context(), rc)
}

// PublishRaw publishes a message body as it is to the control exchange, for tests
// of what other programs may send. key is the routing key, such as "topic.server".
func PublishRaw(tb testing.TB, tr oslo.Transport, key, body string) {
	tb.Helper()
	raw, ok := tr.(interface {
		PublishRaw(ctx context.Context, exchange, key string, body []byte) error
	})
	if !ok {
		tb.Fatalf("%T can't publish a raw message: use a transport of Open", tr)
	}
	if err := raw.PublishRaw(tb.Context(), tr.Settings().ControlExchange, key, []byte(body)); err != nil {
		tb.Fatal(err)
	}
}
