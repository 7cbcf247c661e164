package load

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// FuzzBlankBodies checks that blanking keeps the length and the lines of any file,
// and that what could be parsed still can, with the same declarations.
func FuzzBlankBodies(f *testing.F) {
	f.Add("package p\n\nfunc f() { g(; }\n\ntype T struct{ A int }\n")
	f.Add("package p\n\nfunc (t T) f(a struct{ B int }) interface{ M() } {\n\tif x {\n}\n\nvar x = func() {}\n")
	f.Fuzz(func(t *testing.T, src string) {
		out := string(blankBodies([]byte(src)))
		if len(out) != len(src) || strings.Count(out, "\n") != strings.Count(src, "\n") {
			t.Fatalf("%q became %q", src, out)
		}
		before, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
		if err != nil || strings.Contains(src, "\r") {
			return
		}
		after, err := parser.ParseFile(token.NewFileSet(), "", out, parser.SkipObjectResolution)
		if err != nil {
			return // a body whose inner lines begin at the margin: not as gofmt would have it
		}
		if len(before.Decls) != len(after.Decls) {
			t.Errorf("%d declarations became %d:\n%s", len(before.Decls), len(after.Decls), out)
		}
	})
}
