// Package rabbittest runs a private RabbitMQ for the tests of a service. The
// broker starts at the first use, listens on loopback only, keeps its data in a
// temporary directory, and ends with the test binary:
//
//	func TestMain(m *testing.M) { rabbittest.Main(m) }
//
//	func TestAgainstRabbitMQ(t *testing.T) {
//		tr := rabbittest.Open(t)
//		...
//	}
//
// It needs an installed RabbitMQ. It looks in the usual places and in
// OSLOGEN_RABBITMQ_HOME, the directory above sbin. Without RabbitMQ the tests
// are skipped, or fail with OSLOGEN_REQUIRE=1. OSLOGEN_AMQP_URL names a running
// broker to use instead.
package rabbittest

import (
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// Main runs the tests of a package, ends the broker, and exits.
func Main(m *testing.M) { brokertest.Main(m) }

// URL returns the URL of the broker. The tests of one binary share it, so each
// should have topics of its own.
func URL(tb testing.TB) string {
	tb.Helper()
	return brokertest.For(tb).URL("")
}

// Open opens a transport to the broker and closes it when the test ends.
func Open(tb testing.TB, opts ...oslo.OpenOption) oslo.Transport {
	tb.Helper()
	tr, err := oslo.Open(tb.Context(), URL(tb), append([]oslo.OpenOption{amqp.Driver()}, opts...)...)
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
