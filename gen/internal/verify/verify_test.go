package verify

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen/internal/build"
	"github.com/oslogen/oslogen/gen/internal/emit"
	"github.com/oslogen/oslogen/gen/internal/identify"
	"github.com/oslogen/oslogen/gen/internal/layout"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// TestBrokenOutputIsRefused checks that what would not parse or compile is an
// error of the run, and that looking at the rest of a file is none.
func TestBrokenOutputIsRefused(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n",
		"api.go": "package api\n\nimport (\n\t\"context\"\n\t\"time\"\n)\n\n//oslo:rpc topic=a\ntype A interface {\n\t//oslo:call timeout=3s\n\tGet(ctx context.Context, s S) error\n}\n\ntype S struct{ At time.Time `json:\"at\"` }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct{ text, want string }{
		"fine":         {"func f(s S) S { return s }\n", ""},
		"syntax":       {"func f( {}\n", "expected"},
		"undefined":    {"func f(s T) {}\n", "undefined: T"},
		"wrong type":   {"func f(s S) string { return s }\n", "cannot use s"},
		"twice":        {"type S int\n", "redeclared"},
		"hidden":       {"func f(S int) { var _ S }\n", "is not a type"},
		"unused local": {"func f() { x := 1 }\n", "declared and not used: x"},
	} {
		t.Run(name, func(t *testing.T) {
			l, roots, err := load.Open(load.Config{Dir: dir}, nil)
			if err != nil {
				t.Fatal(err)
			}
			sources := build.Sources(l, roots)
			identify.Sources(l, sources)
			v := New(l)
			v.Add(sources[0], emit.New(sources[0]), []layout.Chunk{{Text: []byte("var _ context.Context\n\nconst used = oslo.Used + dispatch.Used + time.Used\n\n" + c.text)}})
			err = v.Run()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestRestOfAFileNeedsItsImports checks that an import that only declarations of a
// known form use is no error, under any name.
func TestRestOfAFileNeedsItsImports(t *testing.T) {
	dir := t.TempDir()
	const known = "//oslo:rpc topic=known\ntype Known interface {\n\t//oslo:call\n\tGet(ctx context.Context, s ty.S) error\n}\n"
	const other = "//oslo:rpc topic=other\ntype Other interface {\n\t//oslo:cast fanout\n\tTell(ctx context.Context) error\n}\n"
	const imports = "import (\n\t\"context\"\n\n\tty \"example.com/m/types\"\n)\n\n"
	for name, text := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n", "types/types.go": "package types\n\ntype S struct{ Name string }\n",
		"a/a.go": "package a\n\n" + imports + known, "b/b.go": "package b\n\n" + imports + known + other,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, roots, err := load.Open(load.Config{Dir: dir}, []string{"./a", "./b"})
	if err != nil {
		t.Fatal(err)
	}
	sources := build.Sources(l, roots)
	identify.Sources(l, sources)
	v := New(l)
	for _, src := range sources {
		e := emit.New(src)
		var chunks []layout.Chunk
		for _, i := range src.Interfaces {
			c, err := e.Chunk(i)
			if err != nil {
				t.Fatal(err)
			}
			chunks = append(chunks, c)
		}
		v.Add(src, e, chunks)
	}
	if err := v.Run(); err != nil {
		t.Error(err)
	}
}
