package rabbittest_test //nolint:testableexamples // it needs a broker

import (
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/oslotest/rabbittest"
)

// t is the test that this example is part of.
var t *testing.T

// A test on a private RabbitMQ. The package's TestMain ends it.
func ExampleOpen() {
	// func TestMain(m *testing.M) { rabbittest.Main(m) }
	tr := rabbittest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	if err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Cast(t.Context(), &oslo.Method{Name: "sync"}, nil); err != nil {
		t.Fatal(err)
	}
	requests.Next(t)
}
