// Command gencost measures what generating costs: oslogen and matryer/moq on the
// same 500 interfaces of 4 methods, in interleaved rounds of one run.
//
//	go run ./gencost [-rounds 7]
//
// It exits with 1 if oslogen takes more than a quarter of moq's time, or a run
// without changes more than an eighth.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	moqModule = "github.com/matryer/moq@v0.8.1"
	oslogen   = "github.com/oslogen/oslogen/cmd/oslogen"
	count     = 500
)

func main() {
	rounds := flag.Int("rounds", 7, "how often each is measured")
	flag.Parse()
	ok, err := run(*rounds)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gencost:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

func run(rounds int) (bool, error) {
	dir, err := os.MkdirTemp("", "gencost")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	b, err := prepare(dir)
	if err != nil {
		return false, err
	}
	var moq, fresh, unchanged []time.Duration
	for range rounds {
		for _, step := range []struct {
			times *[]time.Duration
			run   func() (time.Duration, error)
		}{{&moq, b.moq}, {&fresh, b.fresh}, {&unchanged, b.unchanged}} {
			d, err := step.run()
			if err != nil {
				return false, err
			}
			*step.times = append(*step.times, d)
		}
	}
	m, f, u := median(moq), median(fresh), median(unchanged)
	fmt.Printf("%d interfaces of 4 methods, median of %d rounds\n", count, rounds)
	fmt.Printf("%-24s %8s  ratio to moq\n", "", "time")
	fmt.Printf("%-24s %8s\n", moqModule, m.Round(time.Millisecond))
	fmt.Printf("%-24s %8s  %.3f (bar 0.250)\n", "oslogen, everything new", f.Round(time.Millisecond), f.Seconds()/m.Seconds())
	fmt.Printf("%-24s %8s  %.3f (bar 0.125)\n", "oslogen, nothing changed", u.Round(time.Millisecond), u.Seconds()/m.Seconds())
	return f <= m/4 && u <= m/8, nil
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// bench is the input, once for each of the two, and the programs.
type bench struct{ dir string }

func (b bench) path(elem ...string) string { return filepath.Join(append([]string{b.dir}, elem...)...) }

// prepare builds both programs, writes the input and runs each once.
func prepare(dir string) (bench, error) {
	b := bench{dir}
	install := exec.CommandContext(context.Background(), "go", "install", moqModule)
	install.Env = append(os.Environ(), "GOBIN="+b.path("bin"), "GOFLAGS=")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", b.path("bin", "oslogen"), oslogen)
	for _, cmd := range []*exec.Cmd{install, build} {
		if out, err := cmd.CombinedOutput(); err != nil {
			return b, fmt.Errorf("%s: %w\n%s", cmd, err, out)
		}
	}
	for _, who := range []string{"moq", "oslogen"} {
		if err := os.MkdirAll(b.path(who), 0o755); err != nil {
			return b, err
		}
		for name, text := range map[string]string{"go.mod": "module example.com/many\n\ngo 1.26\n", "api.go": input()} {
			if err := os.WriteFile(b.path(who, name), []byte(text), 0o644); err != nil {
				return b, err
			}
		}
	}
	_, err := b.moq()
	return b, err
}

func (b bench) moq() (time.Duration, error) {
	args := []string{"-out", "mock.go", "."}
	for i := range count {
		args = append(args, fmt.Sprintf("Service%d", i))
	}
	if err := remove(b.path("moq", "mock.go")); err != nil {
		return 0, err
	}
	return b.time("moq", args...)
}

func (b bench) fresh() (time.Duration, error) {
	if err := remove(b.path("oslogen", "api_oslo.go")); err != nil {
		return 0, err
	}
	return b.time("oslogen")
}

func (b bench) unchanged() (time.Duration, error) { return b.time("oslogen") }

func (b bench) time(program string, args ...string) (time.Duration, error) {
	cmd := exec.CommandContext(context.Background(), b.path("bin", program), args...)
	cmd.Dir = b.path(program)
	cmd.Env = append(os.Environ(), "OSLOGEN_CACHE="+b.path("cache"))
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", program, err, out)
	}
	return time.Since(start), nil
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// input is the annotated package; moq sees plain interfaces in it.
func input() string {
	var b strings.Builder
	b.WriteString("package api\n\nimport (\n\t\"context\"\n\t\"time\"\n)\n\n// Instance is a server.\ntype Instance struct {\n\tID string\n\tAt time.Time\n}\n")
	for i := range count {
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
	return b.String()
}
