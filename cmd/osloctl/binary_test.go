package main

import (
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/pytest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

// What the program may take.
const (
	maxSize    = 25 << 20
	maxStartup = 50 * time.Millisecond
	maxProbe   = 300 * time.Millisecond
)

// build builds the static binary, once for all tests.
func build(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("it builds the binary")
	}
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "osloctl")
	if err != nil {
		return "", err
	}
	brokertest.AtExit(func() { os.RemoveAll(dir) })
	file := filepath.Join(dir, "osloctl")
	cmd := exec.Command("go", "build", "-trimpath", "-o", file, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return file, nil
})

// TestBinary is about the size of the binary, what it links, and how fast it
// starts.
func TestBinary(t *testing.T) {
	file := build(t)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.1f MiB", float64(info.Size())/(1<<20))
	if info.Size() > maxSize {
		t.Errorf("the binary has %d bytes, want at most %d", info.Size(), maxSize)
	}
	if runtime.GOOS == "linux" {
		isStatic(t, file)
	}
	if took := fastest(t, 20, file, "version"); took > maxStartup {
		t.Errorf("it starts in %v, want at most %v", took, maxStartup)
	}
}

func isStatic(t *testing.T, file string) {
	t.Helper()
	f, err := elf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if libraries, err := f.ImportedLibraries(); err == nil && len(libraries) > 0 {
		t.Errorf("the binary needs %v", libraries)
	}
}

// TestProbeIsFast runs the probe of a live server as kubelet would.
func TestProbeIsFast(t *testing.T) {
	file := build(t)
	b := world.For(t)
	url := b.URL(b.NewVhost(t))
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "compute", "server": "cmp-1"})
	if took := fastest(t, 10, file, "ping", "compute.cmp-1", "--probe", "--url", url); took > maxProbe {
		t.Errorf("the probe takes %v, want at most %v", took, maxProbe)
	}
}

// fastest runs a program n times and returns the least time that it took, in which
// the machine had least else to do.
func fastest(t *testing.T, n int, file string, args ...string) time.Duration {
	t.Helper()
	least := time.Hour
	for range n {
		begin := time.Now()
		if out, err := exec.CommandContext(t.Context(), file, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		least = min(least, time.Since(begin))
	}
	t.Logf("%s %v", args[0], least)
	return least
}
