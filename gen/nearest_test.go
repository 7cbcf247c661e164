package gen

import "testing"

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"cal": "call", "Cast": "cast", "sevrer": "server", "broadcast": "", "x": ""} {
		if got := nearest(word, directiveNames()); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
