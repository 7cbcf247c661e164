package amqp

import (
	"testing"
	"time"
)

// A broker that is only slow must not be cut off for ever.
func TestPatienceGrows(t *testing.T) {
	var p patience
	for hung, want := range []time.Duration{500, 500, 1000, 2000, 4000, 8000, 8000} {
		if got := p.now(); got != want*time.Millisecond {
			t.Errorf("after %d connections that hung: %v, want %v", hung, got, want*time.Millisecond)
		}
		p.hung.Add(1)
	}
}
