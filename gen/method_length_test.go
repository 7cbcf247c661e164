package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Generated functions are short, also those of interfaces that have had several
// versions: what a version changes is data.
func TestGeneratedFunctionsAreShort(t *testing.T) {
	paths, err := filepath.Glob(golden + "/*/*_oslo.go")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, path := range paths {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || strings.HasPrefix(fn.Name.Name, "Register") || strings.HasPrefix(fn.Name.Name, "register") {
				continue // registering is a table of all methods
			}
			checked++
			if lines := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; lines > 15 {
				t.Errorf("%s: %s has %d lines", path, fn.Name.Name, lines)
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d functions were found", checked)
	}
}
