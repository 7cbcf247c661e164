package gen_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/oslogen/oslogen/gen"
)

// 120 more interfaces, files or packages cost twice what 60 more cost. It would be
// more if each looked at all others.
func TestCostIsLinear(t *testing.T) {
	for name, write := range map[string]func(t *testing.T, dir string, n int){
		"interfaces of a file": func(t *testing.T, dir string, n int) { manyInterfaces(t, dir, n) },
		"files of a package":   func(t *testing.T, dir string, n int) { manyFiles(t, dir, n, func(int) string { return "." }) },
		"packages": func(t *testing.T, dir string, n int) {
			manyFiles(t, dir, n, func(n int) string { return fmt.Sprintf("p%d", n) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			const n = 60
			first, second, last := cost(t, write, n), cost(t, write, 2*n), cost(t, write, 4*n)
			if ratio := float64(last-second) / float64(second-first); ratio > 2.5 { // it would be 4
				t.Errorf("%d to %d cost %d bytes, %d more cost %d: %.1f times as many", n, 2*n, second-first, 2*n, last-second, ratio)
			}
		})
	}
}

// cost returns the bytes that a run allocates in this process: the least of three runs,
// because the collector and the race detector empty pools of buffers at any time.
func cost(t *testing.T, write func(t *testing.T, dir string, n int), n int) uint64 {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, n)
	least := uint64(math.MaxUint64)
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		files, err := gen.Generate(gen.Config{Dir: dir}, "./...")
		runtime.ReadMemStats(&after)
		if err != nil || len(files) == 0 {
			t.Fatal(len(files), err)
		}
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

// manyFiles writes n files with an interface each, in the packages that where says.
func manyFiles(t *testing.T, dir string, n int, where func(n int) string) {
	t.Helper()
	files := map[string]string{"go.mod": "module example.com/many\n\ngo 1.26\n"}
	for i := range n {
		files[filepath.Join(where(i), fmt.Sprintf("api%d.go", i))] = fmt.Sprintf(`package api

import "context"

type Instance%[1]d struct {
	ID string
}

type Request%[1]d struct {
	ID string `+"`json:\"id\"`"+`
	//oslo:arg optional
	Force bool `+"`json:\"force\"`"+`
}

//oslo:rpc topic=service%[1]d
type Service%[1]d interface {
	//oslo:call
	Get(ctx context.Context, id string) (Instance%[1]d, error)

	//oslo:cast
	Reboot(ctx context.Context, instance Instance%[1]d, hard bool) error

	//oslo:cast
	Evict(ctx context.Context,
		//oslo:request
		r Request%[1]d) error
}
`, i)
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
