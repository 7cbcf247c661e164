package transporttest_test

import (
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/transport/transporttest"
)

// The test of a transport opens it as a program would, on a bus of the test's own.
func ExampleExercise() { //nolint:testableexamples // it is a test, and takes long
	_ = func(t *testing.T) { // TestTransport
		transporttest.Exercise(t, func(t *testing.T) oslo.Transport {
			tr, err := oslo.Open(t.Context(), "fake:///mine", fake.Driver())
			if err != nil {
				t.Fatal(err)
			}
			return tr
		}, transporttest.InBubble()) // for a transport that does no I/O
	}
}
