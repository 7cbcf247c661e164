package gen

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCacheKeepsWhatWasParsed saves files in the middle of a run: the cache must
// not take what is on disk for what the run has read.
func TestCacheKeepsWhatWasParsed(t *testing.T) {
	const before = "package api\n\nimport (\n\t\"context\"\n\n\t\"example.com/m/types\"\n)\n\n//oslo:rpc topic=a\ntype A interface {\n\t//oslo:call\n\tGet(ctx context.Context, s types.S) error\n}\n"
	const types = "package types\n\ntype S struct{ Name string }\n"
	for name, change := range map[string]struct{ path, text string }{
		"source":          {"api.go", strings.ReplaceAll(before, "Get(", "Put(")},
		"other package":   {"types/types.go", strings.ReplaceAll(types, "string", "chan int")},
		"test file":       {"a_test.go", "package api\n\nfunc aGet() {}\n"},
		"ignored file":    {"a_windows.go", "package api\n\nfunc aGet() {}\n"},
		"name of package": {"types/types.go", strings.ReplaceAll(types, "package types", "package kinds")},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			writeAll(t, dir, map[string]string{
				"go.mod": "module example.com/m\n\ngo 1.26\n", "api.go": before, "types/types.go": types,
				"a_test.go": "package api\n", "a_windows.go": "package api\n",
			})
			cfg := Config{Dir: dir, Cache: filepath.Join(dir, "cache")}
			fset := token.NewFileSet()
			l := newLoader(cfg, fset, &reporter{fset: fset, dir: dir})
			roots, err := l.load(cfg, []string{"."})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range roots {
				l.unread(p)
				l.outside(p)
				l.mentionsTool(p)
				l.read(p)
				l.read(l.pkgs["example.com/m/types"])
			}
			writeAll(t, dir, map[string]string{change.path: change.text})
			files, err := l.generate(cfg, roots)
			if err != nil {
				t.Fatal(err)
			}
			if err := Commit(files); err != nil {
				t.Fatal(err)
			}
			fresh, freshErr := Generate(Config{Dir: dir})
			cached, cachedErr := Generate(cfg)
			if (freshErr == nil) != (cachedErr == nil) {
				t.Fatalf("with the cache %v, without it %v", cachedErr, freshErr)
			}
			for i := range fresh {
				if string(fresh[i].New) != string(cached[i].New) {
					t.Error("the cache remembers what the run has not read")
				}
			}
		})
	}
}

// TestCacheKnowsTheRunAfterTheFirst checks that the imports of generated files are
// no change: the first run writes them.
func TestCacheKnowsTheRunAfterTheFirst(t *testing.T) {
	dir := t.TempDir()
	writeAll(t, dir, map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n",
		"api.go": "package api\n\nimport \"context\"\n\n//oslo:rpc topic=a\ntype A interface {\n\t//oslo:call timeout=3s\n\tGet(ctx context.Context, s string) error\n}\n",
	})
	cfg := Config{Dir: dir, Cache: filepath.Join(dir, "cache")}
	files, err := Generate(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := Commit(files); err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	l := newLoader(cfg, fset, &reporter{fset: fset, dir: dir})
	roots, err := l.load(cfg, []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := newCache(cfg, l, roots, roots).unchanged(); !ok {
		t.Error("nothing has changed, and the cache does not know it")
	}
}

// TestCacheIsTrimmed checks that what is old goes, and nothing else.
func TestCacheIsTrimmed(t *testing.T) {
	dir := t.TempDir()
	writeAll(t, dir, map[string]string{"old.json": "{}", "new.json": "{}", "old.txt": ""})
	long := time.Now().Add(-unusedFor - time.Hour)
	for _, name := range []string{"old.json", "old.txt"} {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	trim(dir)
	var left []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if got := strings.Join(left, " "); got != "new.json old.txt trimmed" {
		t.Errorf("left are %s", got)
	}
}

func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMeet checks which build constraints can hold together.
func TestMeet(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "windows", true}, {"linux", "windows", false}, {"linux", "arm64", true}, {"linux && amd64", "arm64", false},
		{"!linux", "linux", false}, {"linux || windows", "windows", true}, {"special", "!special", false}, {"a", "b", true},
		{"!windows", "!linux", true}, {"cgo", "linux && !cgo", false},
	} {
		if got := meet(c.a, c.b); got != c.want {
			t.Errorf("meet(%q, %q) = %t", c.a, c.b, got)
		}
	}
}
