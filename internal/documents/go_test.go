package documents

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen/apidoc"
)

// TestGoExamplesCompile: the Go examples of all pages are valid Go with the generated
// code as it is.
func TestGoExamplesCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the examples of a hundred interfaces")
	}
	for module, list := range described(t) {
		dir, err := filepath.Abs(module)
		if err != nil {
			t.Fatal(err)
		}
		overlay, packages := map[string]string{}, []string{}
		for n, i := range list {
			if strings.HasSuffix(i.Package.Path, "/taken_names") {
				continue // the package itself declares what the examples import
			}
			p := examplesOf(t, i)
			if i.Client.Func != "" && len(p.goCalls) == 0 {
				t.Errorf("the page of %s has no call in Go", i.Name)
			}
			name := fmt.Sprintf("zz_documents%d", n)
			place, clause := filepath.Join(dir, i.Package.Dir), packageOf(t, i, filepath.Join(dir, i.Package.Dir))
			if i.Package.As != "" {
				place, clause = filepath.Join(place, name), name
			}
			file := filepath.Join(t.TempDir(), name+".go")
			if err := os.WriteFile(file, []byte(program(p, clause, n)), 0o600); err != nil {
				t.Fatal(err)
			}
			overlay[filepath.Join(place, name+".go")] = file
			packages = append(packages, place)
		}
		build(t, dir, overlay, packages)
	}
}

// packageOf is the name of a package, by the clause of one of its files.
func packageOf(t *testing.T, i *apidoc.Interface, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_oslo.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no generated file: %v", i.Package.Path, err)
	}
	found := regexp.MustCompile(`(?m)^package (\w+)`).FindSubmatch(read(t, files[0]))
	return string(found[1])
}

// program makes a Go file of a page's examples.
func program(p page, clause string, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\n%s\n", clause, strings.Replace(p.setup[0], "import (", "import (\n\t\"context\"", 1))
	fmt.Fprintf(&b, "func zzDocuments%d(ctx context.Context) error {\n%s", n, p.setup[1])
	for _, text := range append(p.goCalls, p.serving...) {
		fmt.Fprintf(&b, "{\n%s%s}\n", text, used(text))
	}
	return b.String() + "return err\n}\n"
}

// used uses the variables that an example declares.
func used(text string) string {
	names, _, declares := strings.Cut(text, " := c.")
	if !declares {
		return ""
	}
	return strings.Repeat("_, ", strings.Count(names, ",")) + "_ = " + names + "\n"
}

// build compiles packages with files that an overlay adds.
func build(t *testing.T, dir string, overlay map[string]string, packages []string) {
	t.Helper()
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", append([]string{"build", "-mod=mod", "-modfile=" + modules(t, dir), "-overlay=" + file}, packages...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go build in %s: %v\n%s", dir, err, out)
	}
}

// modules is a copy of a module's go.mod and go.sum that may also need what the
// examples import: the RabbitMQ driver.
func modules(t *testing.T, dir string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "go.mod")
	sum := append(read(t, filepath.Join(dir, "go.sum")), read(t, filepath.Join(root, "go.sum"))...)
	if err := os.WriteFile(strings.TrimSuffix(file, "mod")+"sum", sum, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, read(t, filepath.Join(dir, "go.mod")), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
