package pyimport_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/oslogen/oslogen/gen/pyimport"
)

var update = flag.Bool("update", false, "write the golden outputs again")

// TestGolden imports the Python of each testdata/*.txtar. The line "import ..." is
// the command line.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 8 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			cfg := config(t, ar)
			r := importOrFail(t, cfg)
			if again := importOrFail(t, cfg); !bytes.Equal(r.Source, again.Source) {
				t.Error("a second import differs:\n", cmp.Diff(string(r.Source), string(again.Source)))
			}
			compiles(t, r.Source)
			golden(t, path, ar, "want.go", r.Source)
			golden(t, path, ar, "want.report", report(r))
		})
	}
}

// config unpacks the Python of an archive and reads its command line.
func config(t *testing.T, ar *txtar.Archive) pyimport.Config {
	t.Helper()
	dir := t.TempDir()
	for _, f := range ar.Files {
		if strings.HasPrefix(f.Name, "want.") {
			continue
		}
		write(t, filepath.Join(dir, f.Name), f.Data)
	}
	var cfg pyimport.Config
	for line := range strings.Lines(string(ar.Comment)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != "import" {
			continue
		}
		for n := 1; n < len(words); n++ {
			switch words[n] {
			case "--manager":
				n++
				cfg.Managers = append(cfg.Managers, filepath.Join(dir, words[n]))
			case "--decisions":
				n++
				cfg.Decisions = filepath.Join(dir, words[n])
			case "--older":
				n++
				cfg.Older = filepath.Join(dir, words[n])
			case "--objects":
				n++
				cfg.Objects = append(cfg.Objects, filepath.Join(dir, words[n]))
			case "--docs=summary":
				cfg.Docs = true
			default:
				cfg.Clients = append(cfg.Clients, filepath.Join(dir, words[n]))
			}
		}
	}
	return cfg
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func importOrFail(t *testing.T, cfg pyimport.Config) *pyimport.Result {
	t.Helper()
	r, err := pyimport.Import(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// standard reads the standard library, once.
var standard = importer.ForCompiler(token.NewFileSet(), "source", nil)

// compiles checks the types of a Go file.
func compiles(t *testing.T, src []byte) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "want.go", src, parser.ParseComments)
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	conf := types.Config{Importer: standard}
	if _, err := conf.Check("want", fset, []*ast.File{file}, nil); err != nil {
		t.Errorf("%v\n%s", err, src)
	}
}

// report is what an import has to say besides the Go file.
func report(r *pyimport.Result) []byte {
	var b bytes.Buffer
	for _, s := range r.Skipped {
		b.WriteString(s.Pos.String() + ": skipped: " + s.Text + "\n")
	}
	for _, f := range r.Findings {
		b.WriteString(f.String() + "\n")
	}
	return b.Bytes()
}

// golden compares an output with a file of the archive, or writes it there.
func golden(t *testing.T, path string, ar *txtar.Archive, name string, got []byte) {
	t.Helper()
	for i, f := range ar.Files {
		if f.Name != name {
			continue
		}
		if *update {
			ar.Files[i].Data = got
			write(t, path, txtar.Format(ar))
		} else if diff := cmp.Diff(string(f.Data), string(got)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		return
	}
	if *update && len(got) > 0 {
		ar.Files = append(ar.Files, txtar.File{Name: name, Data: got})
		write(t, path, txtar.Format(ar))
	} else if len(got) > 0 {
		t.Errorf("%s is not in %s:\n%s", name, path, got)
	}
}
