package gen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
)

// manyInterfaces writes a package of n interfaces with four methods each.
func manyInterfaces(tb testing.TB, dir string, n int) {
	tb.Helper()
	var b strings.Builder
	b.WriteString("package api\n\nimport (\n\t\"context\"\n\t\"time\"\n)\n\n// Instance is a server.\ntype Instance struct {\n\tID string\n\tAt time.Time\n}\n")
	for i := range n {
		fmt.Fprintf(&b, `
// Service%[1]d is one of many.
//
//oslo:rpc topic=service%[1]d version=1.5
type Service%[1]d interface {
	// Get returns an instance.
	//
	//oslo:call timeout=30s
	Get(ctx context.Context, id string) (Instance, error)

	// Reboot restarts it.
	//
	//oslo:call since=1.2
	Reboot(ctx context.Context, instance Instance, hard bool) error

	// Refresh reads the rules again.
	//
	//oslo:cast
	Refresh(ctx context.Context, ids []string, since time.Time) error

	// Evict drops from caches.
	//
	//oslo:cast fanout
	Evict(ctx context.Context, cache map[string]int) error
}
`, i)
	}
	for name, text := range map[string]string{"go.mod": "module example.com/many\n\ngo 1.26\n", "api.go": b.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
}

// BenchmarkGenerate500 generates for 500 interfaces of four methods.
func BenchmarkGenerate500(b *testing.B) {
	dir := b.TempDir()
	manyInterfaces(b, dir, 500)
	for b.Loop() {
		files, err := gen.Generate(gen.Config{Dir: dir})
		if err != nil || len(files) != 1 {
			b.Fatal(len(files), err)
		}
	}
}

// BenchmarkGenerate500Unchanged is a run that finds nothing to do.
func BenchmarkGenerate500Unchanged(b *testing.B) {
	dir := b.TempDir()
	manyInterfaces(b, dir, 500)
	files, err := gen.Generate(gen.Config{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	if err := gen.Commit(files); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		files, err := gen.Generate(gen.Config{Dir: dir})
		if err != nil || files[0].Stale() {
			b.Fatal("stale", err)
		}
	}
}
