package typematrix_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/pytest"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// A matrixType is a type that is tried as a parameter and as a result.
type matrixType struct{ pkg, expr string } // pkg is what it has to import, if anything

// tryTypes generates an interface with a method for each type. What the generator takes
// has to arrive as it was sent, in both directions, and has to be what Python would have
// written. It returns how many were refused.
func tryTypes(t *testing.T, name string, list []matrixType, declarations string) (refused int) {
	t.Helper()
	dir := matrixDir(t, name)
	write := func() { writeFile(t, filepath.Join(dir, "api.go"), matrixSource(list, declarations)) }
	write()
	for range 3 { // the type checker's complaints hide others
		files, err := gen.Generate(gen.Config{Dir: dir})
		var mistakes gen.SourceErrors
		if !errors.As(err, &mistakes) {
			if err != nil {
				t.Fatal(err)
			}
			if err := gen.Commit(files); err != nil {
				t.Fatal(err)
			}
			break
		}
		kept := withoutRefused(t, dir, list, mistakes)
		refused += len(list) - len(kept)
		list = kept
		write()
	}
	writeFile(t, filepath.Join(dir, "calls.go"), matrixCalls(list))
	runMatrix(t, dir)
	return refused
}

// matrixDir is a package in this module, with the program that calls. A name always has
// the same one, so that the go command finds what it has compiled.
func matrixDir(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join("testdata", name)
	_ = os.RemoveAll(dir) // what a killed test has left
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.CopyFS(dir, os.DirFS("testdata/program")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// perInterface is how many types one interface has.
const perInterface = 50

func matrixSource(list []matrixType, declarations string) []byte {
	var b bytes.Buffer
	b.WriteString("package main\n\nimport (\n\t\"context\"\n")
	names := map[string]string{}
	for _, m := range list {
		if m.pkg != "" && names[m.pkg] == "" {
			names[m.pkg] = fmt.Sprintf("p%d", len(names))
			fmt.Fprintf(&b, "\t%s %q\n", names[m.pkg], m.pkg)
		}
	}
	fmt.Fprintf(&b, ")\n%s\n", declarations)
	for i, m := range list {
		if i%perInterface == 0 {
			if i > 0 {
				b.WriteString("}\n")
			}
			fmt.Fprintf(&b, "\n//oslo:rpc topic={side}\ntype I%d interface {\n", i/perInterface)
		}
		expr := strings.ReplaceAll(m.expr, "%", names[m.pkg])
		fmt.Fprintf(&b, "\t//oslo:call\n\tM%d(ctx context.Context, v %s) (%s, error) // type %d\n", i, expr, expr, i)
	}
	b.WriteString("}\n")
	for i, m := range list {
		expr := strings.ReplaceAll(m.expr, "%", names[m.pkg])
		fmt.Fprintf(&b, "\nfunc (echo%d) M%d(_ context.Context, v %s) (%s, error) { return v, nil }\n", i/perInterface, i, expr, expr)
	}
	return b.Bytes()
}

// matrixCalls tells the program about the interfaces.
func matrixCalls(list []matrixType) []byte {
	var types, servers, clients bytes.Buffer
	for n := range (len(list) + perInterface - 1) / perInterface {
		fmt.Fprintf(&types, "type echo%d struct{}\n", n)
		fmt.Fprintf(&servers, "\tRegisterI%d(srv, echo%d{})\n", n, n)
		fmt.Fprintf(&clients, "\t\tNewI%dClient(tr, topic),\n", n)
	}
	return fmt.Appendf(nil, "package main\n\nimport oslo \"github.com/oslogen/oslogen/runtime\"\n\n%s\nfunc register(srv *oslo.Server) {\n%s}\n\n"+
		"func clients(tr oslo.Transport, topic string) []any {\n\treturn []any{\n%s\t}\n}\n", &types, &servers, &clients)
}

var ofType = regexp.MustCompile(`// type (\d+)$`)

// withoutRefused leaves out the types that were refused. Each has to say why.
func withoutRefused(t *testing.T, dir string, list []matrixType, mistakes gen.SourceErrors) []matrixType {
	t.Helper()
	out := map[int]bool{}
	for _, m := range mistakes {
		src, err := os.ReadFile(filepath.Join(dir, filepath.Base(m.Pos.Filename)))
		if err != nil {
			t.Fatal(err)
		}
		line := strings.Split(string(src), "\n")[m.Pos.Line-1]
		found := ofType.FindStringSubmatch(line)
		if found == nil {
			t.Fatalf("%v: in %s", m, line)
		}
		var i int
		fmt.Sscan(found[1], &i)
		out[i] = true
		if !adviceGiven(m.Msg) {
			t.Errorf("%s: refused without advice: %s", list[i].expr, m.Msg)
		}
	}
	var kept []matrixType
	for i, m := range list {
		if !out[i] {
			kept = append(kept, m)
		}
	}
	return kept
}

// adviceGiven reports whether a message says what to do, or is the type checker's.
func adviceGiven(text string) bool {
	for _, advice := range []string{
		"send ", "use a struct", "add the method", "give ", "make it", "keys of a map must be", "change one",
		"embed it", "nested without an end", "type constraint",
	} {
		if strings.Contains(text, advice) {
			return true
		}
	}
	return false
}

// runMatrix runs the program over fake:// and through Python.
func runMatrix(t *testing.T, dir string) {
	t.Helper()
	// Types that were refused are still declared, with tags that vet does not like.
	if out, err := exec.Command("go", "vet", "-structtag=false", "./"+filepath.ToSlash(dir)).CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%.5000s", err, out)
	}
	program := filepath.Join(dir, "program")
	build := exec.Command("go", "build", "-gcflags=-l -dwarf=false", "-ldflags=-s -w", "-o", program, "./"+filepath.ToSlash(dir))
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%.5000s", err, out)
	}
	likePython(t, runProgram(t, program))
	t.Run("throughPython", func(t *testing.T) { throughPython(t, program) })
}

// runProgram returns what the program prints. Its errors are the test's.
func runProgram(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(program, args...)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil || problems.Len() > 0 {
		t.Errorf("%v\n%.20000s", err, &problems)
	}
	return out
}

// likePython compares the values on the wire with those that Python writes.
func likePython(t *testing.T, sent []byte) {
	t.Helper()
	py := exec.Command("python3", "-c", passOn)
	py.Stdin = bytes.NewReader(sent)
	got, err := py.CombinedOutput()
	if err != nil {
		t.Fatalf("python: %v\n%.2000s", err, got)
	}
	want, have := strings.Split(string(sent), "\n"), strings.Split(string(got), "\n")
	for i := range want {
		if i >= len(have) || want[i] != have[i] {
			t.Fatalf("line %d: Go wrote %.500s and Python %.500s", i, want[i], have[min(i, len(have)-1)])
		}
	}
	t.Logf("%d values", len(want)-1)
}

// passOn writes what it has read again.
const passOn = `
import json, sys
sys.setrecursionlimit(10000)
for line in sys.stdin:
    print(json.dumps(json.loads(line)))
`

// throughPython has the program call a server of the real oslo.messaging, which calls
// the program's server with the same argument and returns its result.
func throughPython(t *testing.T, program string) {
	broker := brokertest.For(t)
	url := broker.URL(broker.NewVhost(t))
	echo := pytest.Command(t, "testdata/echo.py", url)
	stdin, err := echo.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := echo.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	echo.Stderr = t.Output()
	if err := echo.Start(); err != nil {
		t.Fatal(err)
	}
	defer echo.Wait() // it has said what is wrong
	defer stdin.Close()
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
		t.Fatalf("echo.py: %q, %v", line, err)
	}
	runProgram(t, program, url)
}

func writeFile(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
