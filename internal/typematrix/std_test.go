package typematrix_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every exported type of the standard library is refused with advice or arrives.
func TestMatrixOfTheStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the standard library into a program")
	}
	out, err := exec.Command("go", "list", "-f", `{{$p := .}}{{range .GoFiles}}{{$p.ImportPath}} {{$p.Dir}}/{{.}}{{"\n"}}{{end}}`, "std").Output()
	if err != nil {
		t.Fatal(err)
	}
	share := 10 // one type of so many; OSLOGEN_MATRIX=1 tries all
	if os.Getenv("OSLOGEN_MATRIX") != "" {
		share = 1
	}
	seen := 0
	var list []matrixType
	for line := range strings.Lines(string(out)) {
		pkg, path, _ := strings.Cut(strings.TrimSpace(line), " ")
		if pkg == "" || strings.Contains("/"+pkg+"/", "/internal/") || strings.HasPrefix(pkg, "vendor/") || pkg == "unsafe" {
			continue
		}
		for _, expr := range exportedTypes(t, path) {
			if seen++; seen%share != 0 {
				continue
			}
			list = append(list, matrixType{pkg, expr}, matrixType{pkg, "*" + expr})
		}
	}
	if len(list) < 2000/share {
		t.Fatalf("only %d types", len(list))
	}
	refused := tryTypes(t, "std", list, "")
	t.Logf("%d types and pointers to them, %d refused", len(list), refused)
	if passed := len(list) - refused; passed < 500/share {
		t.Errorf("only %d were not refused", passed)
	}
}

// exportedTypes are the types that a file declares, generic ones with int for every
// parameter.
func exportedTypes(t *testing.T, path string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(path), nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, d := range tree.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.TYPE {
			continue
		}
		for _, spec := range decl.Specs {
			spec := spec.(*ast.TypeSpec)
			if !spec.Name.IsExported() {
				continue
			}
			expr := "%." + spec.Name.Name
			if n := spec.TypeParams.NumFields(); n > 0 {
				expr += "[" + strings.TrimSuffix(strings.Repeat("int, ", n), ", ") + "]"
			}
			list = append(list, expr)
		}
	}
	return list
}
