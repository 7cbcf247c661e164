package apidoc

import (
	"strings"
	"testing"
)

func TestLongCallsAreBroken(t *testing.T) {
	long := strings.Repeat("x", 66)
	for text, want := range map[string]string{
		"f(1, 2)":           "f(1, 2)",
		"f()" + long + long: "f()" + long + long,
		"f({'a, (': 1}, '" + long + "', [1, 2, 3, 4])":                "f(\n  {'a, (': 1},\n  '" + long + "',\n  [1, 2, 3, 4],\n)",
		"a := g(T{A: \"" + long + "\", B: []int{1}}, `" + long + "`)": "a := g(\n  T{A: \"" + long + "\", B: []int{1}},\n  `" + long + "`,\n)",
		"g(T{A: \"" + long + "\", B: \"" + long + "\"})":              "g(\n  T{\n    A: \"" + long + "\",\n    B: \"" + long + "\",\n  },\n)",
		`f("\"(", ` + long + ", " + long + ")":                        "f(\n  \"\\\"(\",\n  " + long + ",\n  " + long + ",\n)",
	} {
		if got := broken(text, "", "  "); got != want {
			t.Errorf("%s becomes\n%s\nwant\n%s", text, got, want)
		}
	}
}
