package docs

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/pytest"
	"github.com/oslogen/oslogen/runtime/transport"
)

// TestFactsAboutPython: numbers and names of oslo.messaging that the documents state
// without a test that shows their effect.
func TestFactsAboutPython(t *testing.T) {
	ours := transport.Settings{}.WithDefaults()
	want := map[string]any{
		"remembered ids":            16.0, // reliability.md
		"reads 900 levels":          true, // "512, about half of Python's own limit"
		"reads 1100 levels":         false,
		"rpc_response_timeout":      ours.ResponseTimeout.Seconds(),
		"control_exchange":          ours.ControlExchange,
		"executor_thread_pool_size": float64(ours.Workers),
		"notification drivers":      []any{}, // ours has messagingv2
		"notification topics":       []any{"notifications"},
		"rabbit_qos_prefetch_count": 0.0, // no limit
		"rabbit_retry_interval":     1.0, // ours begins at a tenth, without backoff
		"rabbit_retry_backoff":      2.0,
		"rpc_conn_pool_size":        30.0,
		"exceptions":                []any{}, // names in docs/errors.md that do not exist
	}
	var got map[string]any
	pytest.Ask(t, "testdata/facts.py", nil, &got)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
