package build

import "testing"

func TestSeesInternal(t *testing.T) {
	for _, c := range []struct {
		from, path string
		want       bool
	}{
		{"m/a", "m/b", true}, {"m/a", "m/internal/b", true}, {"m", "m/internal", true}, {"m/a/b", "m/a/internal/c", true},
		{"m/b", "m/a/internal/c", false}, {"m/ab", "m/a/internal/c", false}, {"m/internal/x", "m/internal/x/internal/y", true},
		{"m", "internal/poll", false}, {"m", "m/internals/b", true},
	} {
		if got := seesInternal(c.from, c.path); got != c.want {
			t.Errorf("seesInternal(%q, %q) = %t", c.from, c.path, got)
		}
	}
}
