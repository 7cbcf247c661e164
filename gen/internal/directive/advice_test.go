package directive

import (
	"testing"

	"github.com/oslogen/oslogen/gen/internal/naming"
)

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"cal": "call", "Cast": "cast", "sevrer": "server", "broadcast": "", "x": ""} {
		if got := naming.Nearest(word, directiveNames()); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
