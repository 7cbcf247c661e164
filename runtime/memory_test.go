package runtime_test

import (
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/transporttest"
)

// open opens a transport on a bus that only this test knows.
func open(t *testing.T, opts ...oslo.OpenOption) oslo.Transport {
	t.Helper()
	host := strings.NewReplacer("/", "-", " ", "-", "_", "-", "#", "-").Replace(t.Name())
	tr, err := oslo.Open(t.Context(), "fake://"+host[:min(len(host), 200)], opts...)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestMemoryTransport(t *testing.T) {
	transporttest.Exercise(t, func(t *testing.T) oslo.Transport { return open(t) }, transporttest.InBubble())
}

func TestMemoryTransportInRealTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	transporttest.Exercise(t, func(t *testing.T) oslo.Transport { return open(t) })
}
