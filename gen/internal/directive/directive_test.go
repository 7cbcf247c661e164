package directive

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen/internal/report"
	"github.com/oslogen/oslogen/internal/corpus"
)

// FuzzDirective puts any comment on an interface, a method, a parameter and a field: it is
// read, or reported at a place within the file, and never both ignored and accepted.
func FuzzDirective(f *testing.F) {
	for _, seed := range []string{
		"//oslo:rpc topic=compute version=6.3", "//oslo:call timeout=30m monitor=60s since=6.1", "//oslo:cast fanout",
		"//oslo:arg name=instance_uuid", "//oslo:error nova.exception.NotFound ErrNotFound expected", "//oslo:event a.b priority=info",
		`//oslo:call name="a`, "// oslo:rpc", "//OSLO:call", "//olso:call", "/* oslo:call */", "//oslo:", "//oslo:call =", "//oslo:call a=b=c",
		"//oslo:rpc `topic=x`", "//oslo:rpc \"topic=x\" \x00", "//oslo:server\ttopic=é",
	} {
		f.Add(seed)
	}
	for _, comment := range corpus.Of(f, "FuzzDirective") {
		f.Add(comment)
	}
	f.Fuzz(func(t *testing.T, comment string) {
		if strings.ContainsAny(comment, "\n\r") {
			return // more than one line is no directive
		}
		src := "package p\n\n" + comment + "\ntype I interface {\n" + comment + "\nM(\n" + comment + "\na int)\n}\n\ntype S struct {\n" + comment + "\nA int\n}\n"
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
		if err != nil {
			return // not Go
		}
		found := &report.Reporter{Fset: fset}
		ds := NewComments(tree, found)
		for n, group := range tree.Comments {
			for _, d := range ds.Claim(group, []Target{OnInterface, OnMethod, OnParam, OnField}[n%4]) {
				checkDirective(t, d)
			}
		}
		ds.Leftovers()
		ds.StrayFields()
		mistakes, _ := errors.AsType[report.SourceErrors](found.Err())
		for _, m := range mistakes {
			if m.Pos.Line < 1 || m.Pos.Line > strings.Count(src, "\n")+1 || m.Msg == "" {
				t.Errorf("%v: not within the file:\n%s", m, src)
			}
		}
	})
}

// checkDirective checks that every value has the form its rule wants, unless it
// was reported.
func checkDirective(t *testing.T, d *Directive) {
	t.Helper()
	if d.rule == nil || len(d.Args) > len(d.rule.args) {
		t.Fatalf("%+v", d)
	}
	for name := range d.Values {
		if d.rule.key(name) == nil {
			t.Errorf("key %q is not of oslo:%s", name, d.rule.name)
		}
	}
}

// TestGrammar checks the table itself.
func TestGrammar(t *testing.T) {
	for _, r := range grammar {
		if _, ok := ast.ParseDirective(0, "//"+Tool+":"+r.name); !ok {
			t.Errorf("%s is not a directive Go knows", r.name)
		}
		for _, k := range r.keys {
			if k.value.check != nil && k.value.check(k.value.example) != nil {
				t.Errorf("oslo:%s %s=%s is an example its own check refuses", r.name, k.name, k.value.example)
			}
		}
		for _, a := range r.args {
			if a.check(a.example) != nil {
				t.Errorf("oslo:%s %s is an example its own check refuses", r.name, a.example)
			}
		}
	}
}
