package gen

import (
	"go/token"
	"strings"
	"testing"
)

// TestBrokenOutputIsRefused checks that what would not parse or compile is an
// error of the run, and that looking at the rest of a file is none.
func TestBrokenOutputIsRefused(t *testing.T) {
	dir := t.TempDir()
	writeAll(t, dir, map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n",
		"api.go": "package api\n\nimport (\n\t\"context\"\n\t\"time\"\n)\n\n//oslo:rpc topic=a\ntype A interface {\n\t//oslo:call timeout=3s\n\tGet(ctx context.Context, s S) error\n}\n\ntype S struct{ At time.Time `json:\"at\"` }\n",
	})
	for name, c := range map[string]struct{ text, want string }{
		"fine":         {"func f(s S) S { return s }\n", ""},
		"syntax":       {"func f( {}\n", "expected"},
		"undefined":    {"func f(s T) {}\n", "undefined: T"},
		"wrong type":   {"func f(s S) string { return s }\n", "cannot use s"},
		"twice":        {"type S int\n", "redeclared"},
		"hidden":       {"func f(S int) { var _ S }\n", "is not a type"},
		"unused local": {"func f() { x := 1 }\n", "declared and not used: x"},
	} {
		t.Run(name, func(t *testing.T) {
			fset := token.NewFileSet()
			l := newLoader(Config{Dir: dir}, fset, &reporter{fset: fset, dir: dir})
			roots, err := l.load(Config{Dir: dir}, []string{"."})
			if err != nil {
				t.Fatal(err)
			}
			sources := model(l, roots)
			v := verifier{src: l, seen: map[uint64]bool{}}
			v.add(emitter{src: sources[0]}, []chunk{{text: []byte("var _ context.Context\n\nconst used = oslo.Used + dispatch.Used + time.Used\n\n" + c.text)}})
			err = v.run()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestForm checks that code of one form compiles alike.
func TestForm(t *testing.T) {
	form := func(src string) uint64 {
		c, err := layout([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		return c.form
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
