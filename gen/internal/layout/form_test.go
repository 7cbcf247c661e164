package layout

import "testing"

// TestForm checks that code of one form compiles alike.
func TestForm(t *testing.T) {
	form := func(src string) uint64 {
		c, err := Print([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		return c.Form
	}
	base := form("func f(a, b int) { g(a, \"x\") }\n")
	for src, same := range map[string]bool{
		"// h is another.\nfunc h(c, d int) { i(c, \"y\") }\n": true,
		"func f(a, b int) { g(b, \"x\") }\n":                   false,
		"func f(a, int int) { g(a, \"x\") }\n":                 false,
		"func g(a, b int) { g(a, \"x\") }\n":                   false,
		"func f(a, b int) { g(a, 1) }\n":                       false,
	} {
		if got := form(src) == base; got != same {
			t.Errorf("the form of %q is the same: %t", src, got)
		}
	}
}
