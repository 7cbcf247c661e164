package gen_test

import (
	"bytes"
	"errors"
	"flag"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/gen"
)

var update = flag.Bool("update", false, "write what the golden cases yield as what is wanted")

const golden = "../testdata/golden"

// TestGolden generates every case under testdata/golden. A case is a directory
// with Go files and either the generated files or want_errors.txt.
func TestGolden(t *testing.T) {
	outputs, mistakes := 0, 0
	for _, dir := range cases(t) {
		want := filepath.Join(dir, "want_errors.txt")
		_, err := os.Stat(want)
		if err == nil {
			mistakes++
		} else {
			outputs++
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			files, genErr := gen.Generate(gen.Config{Dir: dir}, "./...")
			if err == nil {
				wantMistakes(t, dir, want, genErr)
			} else {
				wantFiles(t, files, genErr)
			}
		})
	}
	if outputs < 20 || mistakes < 25 {
		t.Errorf("%d cases with output and %d with mistakes: want at least 20 and 25", outputs, mistakes)
	}
}

func cases(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(golden)
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "internal" {
			dirs = append(dirs, filepath.Join(golden, e.Name()))
		}
	}
	return dirs
}

func wantMistakes(t *testing.T, dir, want string, err error) {
	t.Helper()
	var mistakes gen.SourceErrors
	if !errors.As(err, &mistakes) {
		t.Fatalf("got error %v, want mistakes", err)
	}
	var got bytes.Buffer
	mistakes.Print(&got, dir)
	if *update {
		writeFile(t, want, got.Bytes())
		return
	}
	text, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(text), got.String()); d != "" {
		t.Errorf("mistakes (-want +got):\n%s", d)
	}
}

func wantFiles(t *testing.T, files []gen.File, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Error("nothing was generated")
	}
	for _, f := range files {
		formatted, err := format.Source(f.New)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(formatted), string(f.New)); d != "" {
			t.Errorf("%s is not as gofmt prints it (-gofmt +got):\n%s", f.Path, d)
		}
		if d := cmp.Diff(string(f.Old), string(f.New)); d != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Path, d)
		}
	}
	if *update {
		if err := gen.Commit(files); err != nil {
			t.Fatal(err)
		}
	}
}

func writeFile(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// quickly are flags for programs that run for a moment: compiling and linking takes
// longest.
var quickly = []string{"-gcflags=github.com/oslogen/oslogen/...testdata/...=-l -dwarf=false", "-ldflags=-s -w"}

// TestGoldenRuns vets the generated files of all cases and runs their tests, which
// call what was generated over fake://.
func TestGoldenRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles all golden cases")
	}
	args := append([]string{"test", "-count=1", "-vet=all"}, quickly...)
	for _, dir := range cases(t) {
		if _, err := os.Stat(filepath.Join(dir, "want_errors.txt")); err != nil {
			args = append(args, "./"+filepath.ToSlash(dir)+"/...")
		}
	}
	out, err := exec.Command("go", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	if n := strings.Count(string(out), "\nok ") + 1; n < 10 {
		t.Errorf("only %d cases have tests that run:\n%s", n, out)
	}
}
