package pyexport_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/pytest"
)

var update = flag.Bool("update", false, "write the golden outputs again")

// exports are the golden outputs and their Go packages.
var exports = map[string]string{
	"disks": "../../examples/versions/disks",
	"odd":   "./testdata/odd",
}

func TestGolden(t *testing.T) {
	for name, pattern := range exports {
		t.Run(name, func(t *testing.T) {
			files := export(t, pattern, pyexport.Config{Package: name})
			dir := filepath.Join("testdata", "golden", name)
			if *update {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
				write(t, dir, files)
			}
			for _, f := range files {
				want, err := os.ReadFile(filepath.Join(dir, f.Name))
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(string(want), string(f.Text)); d != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, d)
				}
				if !pyexport.IsGenerated(f.Text) {
					t.Errorf("%s is not taken for a generated file", f.Name)
				}
			}
		})
	}
}

func export(t *testing.T, pattern string, cfg pyexport.Config) []pyexport.File {
	t.Helper()
	list, err := gen.Export(gen.Config{}, pattern)
	if err != nil {
		t.Fatal(err)
	}
	files, err := pyexport.Export(list[0], cfg)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func write(t *testing.T, dir string, files []pyexport.File) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPythonTakesIt compiles and imports the golden modules, and has flake8 look at
// their form.
func TestPythonTakesIt(t *testing.T) {
	takes(t, "testdata/golden", "odd.manager") // which imports nova
}

// takes runs takes.py on the Python packages below a directory. Modules that need
// what is not installed are only compiled.
func takes(t *testing.T, dir string, compiledOnly ...string) {
	t.Helper()
	if err := pytest.Command(t, "-c", "import flake8").Run(); err != nil {
		brokertest.Unavailable(t, err)
	}
	script, err := filepath.Abs("testdata/takes.py")
	if err != nil {
		t.Fatal(err)
	}
	cmd := pytest.Command(t, append([]string{script}, compiledOnly...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestNotificationsTravel sends notifications with a versioned object by the golden
// notifier of two topics, and takes them by its endpoint.
func TestNotificationsTravel(t *testing.T) {
	cmd := pytest.Command(t, "testdata/notices.py", "testdata/golden")
	cmd.Stderr = t.Output()
	out, err := cmd.Output()
	want := `all server.create.end
all server.create.end
all server.plain
all server.plain
all volume.attach
all volume.attach
all volumes
changed {'state': 'in-use'}
created by odd:h1 s 7 3
created by odd:h1 s 7 3
plain {'p': 1}
plain {'p': 1}
`
	if err != nil || string(out) != want {
		t.Errorf("%v (-want +got):\n%s", err, cmp.Diff(want, string(out)))
	}
}
