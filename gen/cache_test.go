package gen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen/internal/cache"
	"github.com/oslogen/oslogen/gen/internal/output"
)

// TestCacheKeepsWhatWasParsed saves files in the middle of a run: the cache must
// remember the texts that the run has read.
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
			r, err := newRun(cfg, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.roots {
				r.l.Outside(p)
				r.l.Read(p)
				r.l.Read(r.l.Packages["example.com/m/types"])
			}
			writeAll(t, dir, map[string]string{change.path: change.text})
			files, err := r.generate(new(cache.Ahead))
			if err != nil {
				t.Fatal(err)
			}
			if err := output.Commit(files); err != nil {
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
	if err := output.Commit(files); err != nil {
		t.Fatal(err)
	}
	r, err := newRun(cfg, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := cache.Open(cfg.Cache, cfg.options(), r.l, r.roots, r.own).Unchanged(); !ok {
		t.Error("nothing has changed, and the cache does not know it")
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
