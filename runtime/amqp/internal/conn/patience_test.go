package conn

import "testing"

// A broker that is only slow must not be cut off for ever.
func TestPatienceGrows(t *testing.T) {
	var p patience
	for hung, want := range []int64{500, 500, 1000, 2000, 4000, 8000, 8000} {
		if got := p.now().Milliseconds(); got != want {
			t.Errorf("after %d connections that hung: %d ms, want %d", hung, got, want)
		}
		p.hung.Add(1)
	}
}
