// Package oslotest has the tools for testing a service: a bus for each test,
// servers that end with the test, records of the requests and notifications
// that the tested code sends, and faults to inject.
//
//	func TestReboot(t *testing.T) {
//		tr := oslotest.Open(t)
//		oslotest.Start(t, api.NewComputeServer(tr, "cmp-1", &manager{}))
//		out, err := api.NewComputeClient(tr).On("cmp-1").Reboot(t.Context(), instance)
//		...
//	}
//
// The bus is the in-process one of package fake. It works within
// testing/synctest, where timeouts, heartbeats and drains take no time. Package
// rabbittest starts a private RabbitMQ instead.
package oslotest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
)

// URL returns the URL of the test's own in-process bus, for code that opens its
// transport itself with fake.Driver. No other test or subtest has that bus.
func URL(tb testing.TB) string {
	tb.Helper()
	return fmt.Sprintf("fake:///%x", sha256.Sum256([]byte(tb.Name())))
}

// Open opens a transport on the test's own in-process bus, and closes it when the
// test ends. Transports that one test opens share its bus.
func Open(tb testing.TB, opts ...oslo.OpenOption) oslo.Transport {
	tb.Helper()
	tr, err := oslo.Open(tb.Context(), URL(tb), append([]oslo.OpenOption{fake.Driver()}, opts...)...)
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

// drainTimeout is how long Start's clean-up waits for running methods.
const drainTimeout = 10 * time.Second

// Start starts servers, listeners and services in turn. When the test ends it stops
// them and waits for their methods, 10 s at most.
func Start(tb testing.TB, parts ...oslo.Part) {
	tb.Helper()
	for _, p := range parts {
		if err := p.Start(tb.Context()); err != nil {
			tb.Fatalf("start %T: %v", p, err)
		}
		tb.Cleanup(func() {
			ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
			defer cancel()
			if err := p.Wait(ctx); err != nil {
				tb.Errorf("end %T: %v", p, err)
			}
		})
	}
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

// PublishRaw publishes a message body unchanged to the control exchange, for
// tests of messages from other programs. key is the routing key, such as
// "topic.server".
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
