package model

import "testing"

func TestNewer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"1.2", "1.10", false}, {"1.10", "1.2", true}, {"1.2", "1.2", false}, {"1.2.1", "1.2", true}, {"2.0", "1.9", true}} {
		if got := Newer(c.a, c.b); got != c.want {
			t.Errorf("newer(%s, %s) = %t", c.a, c.b, got)
		}
	}
}
