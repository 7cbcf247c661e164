package gen_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
)

// TestBrokenPeers runs peers of the two states of each case.
func TestBrokenPeers(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles two packages for each case")
	}
	const dir = "testdata/peers" // always the same, so that go test finds what it has compiled
	_ = os.RemoveAll(dir)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for n, c := range allCases(t) {
		c.write(t, dir, n)
	}
	runPeers(t, dir)
}

const peersModule = "github.com/oslogen/oslogen/gen/"

// write writes the packages and the test of a case.
func (c *breakingCase) write(t *testing.T, dir string, n int) {
	t.Helper()
	base := filepath.ToSlash(dir)
	for state, text := range map[string]string{"before": c.before, "after": c.after} {
		at := filepath.Join(dir, fmt.Sprintf("case%d", n), state)
		if err := os.MkdirAll(at, 0o755); err != nil {
			t.Fatal(err)
		}
		src := apiSource(text)
		writeFile(t, filepath.Join(at, "api.go"), []byte(src))
		writeFile(t, filepath.Join(at, "echo.go"), echo(t, src, peersModule+base+"/show"))
	}
	var imports []string
	for _, state := range []string{"before", "after"} {
		if strings.Contains(c.peers, state+".") {
			imports = append(imports, fmt.Sprintf("%s %q", state, fmt.Sprintf("%s%s/case%d/%s", peersModule, base, n, state)))
		}
	}
	body := fmt.Sprintf("func Test%d(t *testing.T) {\n// %s\nrun(t, %q, func(ctx context.Context, tr oslo.Transport) {\n%s\n})\n}\n", n, c.title, strings.TrimSpace(c.output), c.peers)
	imports = append(imports, `"testing"`)
	writeFile(t, filepath.Join(dir, fmt.Sprintf("case%d_test.go", n)), []byte(sourceFile("cases", body, imports...)))
}

// echo implements the interfaces of a source: each method notes that it ran and
// returns large values, or the error or the result of the Echo.
func echo(t *testing.T, src, show string) []byte {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "api.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err, src)
	}
	var b bytes.Buffer
	for _, d := range file.Decls {
		decl, _ := d.(*ast.GenDecl)
		if decl == nil || decl.Tok != token.TYPE {
			continue
		}
		spec := decl.Specs[0].(*ast.TypeSpec)
		if i, ok := spec.Type.(*ast.InterfaceType); ok {
			fmt.Fprintf(&b, "type Echo%s struct{ Err error; Result any }\n\n", spec.Name.Name)
			for _, m := range i.Methods.List {
				echoMethod(&b, fset, spec.Name.Name, m)
			}
		}
	}
	text, err := format.Source([]byte(sourceFile("api", b.String(), fmt.Sprintf("%q", show))))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func echoMethod(b *bytes.Buffer, fset *token.FileSet, iface string, m *ast.Field) {
	goText := func(x ast.Expr) string {
		var out bytes.Buffer
		_ = format.Node(&out, fset, x)
		return out.String()
	}
	fn := m.Type.(*ast.FuncType)
	var params, args, results []string
	for n, p := range fn.Params.List {
		name := fmt.Sprintf("p%d", n)
		params = append(params, name+" "+goText(p.Type))
		if n > 0 {
			args = append(args, name)
		}
	}
	body := fmt.Sprintf("\tshow.Ran(%q, %s)\n", m.Names[0].Name, strings.Join(args, ", "))
	for n, r := range fn.Results.List {
		name := fmt.Sprintf("r%d", n)
		results = append(results, name+" "+goText(r.Type))
		if n < len(fn.Results.List)-1 {
			body += fmt.Sprintf("\tshow.Fill(&%s)\n\tif v, ok := e.Result.(%s); ok { %s = v }\n", name, goText(r.Type), name)
		}
	}
	fmt.Fprintf(b, "func (e Echo%s) %s(%s) (%s) {\n%s\tr%d = e.Err\n\treturn\n}\n\n", iface, m.Names[0].Name, strings.Join(params, ", "), strings.Join(results, ", "), body, len(fn.Results.List)-1)
}

// runPeers generates for all cases and runs them.
func runPeers(t *testing.T, dir string) {
	t.Helper()
	for from, to := range map[string]string{"show.go.txt": "show/show.go", "helpers.go.txt": "helpers_test.go"} {
		text, err := os.ReadFile(filepath.Join("testdata/breaking", from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o755); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, to), bytes.ReplaceAll(text, []byte("SHOW"), []byte(peersModule+filepath.ToSlash(dir)+"/show")))
	}
	files, err := gen.Generate(gen.Config{Dir: dir}, "./...")
	if err == nil {
		err = gen.Commit(files)
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", append(append([]string{"test"}, quickly...), "./"+filepath.ToSlash(dir))...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
