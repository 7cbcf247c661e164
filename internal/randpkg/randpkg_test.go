package randpkg_test

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/randpkg"
)

// TestRandomPackages generates for random packages: what is written compiles,
// passes vet and gofmt, works over fake://, and does not depend on how oslogen was
// called. OSLOGEN_RANDOM is how many packages (20, and 500 in make test),
// OSLOGEN_RANDOM_SEED another beginning, and OSLOGEN_STATICCHECK a program to run on them, too.
func TestRandomPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles many packages")
	}
	const batch = 500
	count, seed := number("OSLOGEN_RANDOM", 20), number("OSLOGEN_RANDOM_SEED", 1)
	for first := 0; first < count; first += batch {
		t.Run(fmt.Sprint(first), func(t *testing.T) { randomBatch(t, uint64(seed+first), min(batch, count-first)) })
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func randomBatch(t *testing.T, seed uint64, n int) {
	dir, err := filepath.Abs("testdata/module") // always the same, so that the go command finds what it has compiled
	if err != nil {
		t.Fatal(err)
	}
	_ = os.RemoveAll("testdata") // what a killed test has left
	t.Cleanup(func() { _ = os.RemoveAll("testdata") })
	if err := randpkg.Write(dir, "../../../..", seed, n); err != nil {
		t.Fatal(err)
	}
	// What is built is run for a moment, and compiling takes longest. All commands have
	// the same flags, so that a package is compiled once.
	t.Setenv("GOFLAGS", "-mod=mod '-gcflags="+randpkg.Module+"/...=-l -dwarf=false'")
	files, err := gen.Generate(gen.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string][]byte{}
	for _, f := range files {
		byPath[f.Path] = f.New
		if formatted, err := format.Source(f.New); err != nil || !bytes.Equal(formatted, f.New) {
			t.Errorf("gofmt would change %s: %v\n%s", f.Path, err, cmp.Diff(string(f.New), string(formatted)))
		}
	}
	sameAlone(t, dir, n, byPath)
	if err := gen.Commit(files); err != nil {
		t.Fatal(err)
	}
	command(t, dir, "go", "vet", "./...")
	command(t, dir, "go", "build", "-ldflags=-s -w", "-o", "program", ".")
	command(t, dir, "./program")
	staticcheck(t, dir)
	again, err := gen.Generate(gen.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range again {
		if f.Stale() {
			t.Errorf("%s is stale after it was written", f.Path)
		}
	}
}

// sameAlone generates for some packages one at a time.
func sameAlone(t *testing.T, dir string, n int, want map[string][]byte) {
	t.Helper()
	for i := 0; i < n; i += 50 {
		files, err := gen.Generate(gen.Config{Dir: filepath.Join(dir, fmt.Sprintf("p%d", i))})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !bytes.Equal(f.New, want[f.Path]) {
				t.Errorf("%s is another when its package is generated alone", f.Path)
			}
		}
	}
}

var finding = regexp.MustCompile(`(?m)^(\S+\.go):\d+:\d+: .*$`)

// staticcheck runs the program that OSLOGEN_STATICCHECK names, which may find fault with
// the sources.
func staticcheck(t *testing.T, dir string) {
	t.Helper()
	program := os.Getenv("OSLOGEN_STATICCHECK")
	if program == "" {
		return
	}
	cmd := exec.Command(program, "./...")
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // the sources have names that nothing uses
	found := finding.FindAllStringSubmatch(string(out), -1)
	if len(found) == 0 {
		t.Errorf("staticcheck finds nothing in the sources: %s", out)
	}
	for _, f := range found {
		if strings.HasSuffix(f[1], "_oslo.go") {
			t.Error(f[0])
		}
	}
}

func command(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOGC=400")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", cmd, err, out)
	}
}
