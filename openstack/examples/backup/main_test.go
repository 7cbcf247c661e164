package main

import (
	"bufio"
	"cmp"
	"errors"
	"os"
	"os/exec"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestPython runs the program against the methods of cinder-backup in the real
// oslo.messaging, at three versions.
func TestPython(t *testing.T) {
	for _, c := range []struct {
		version string // of the Python server
		job     job
		want    string
		err     error
	}{
		{"2.0", job{server: "2.0"}, `{"backup": "b1", "method": "create_backup", "status": "creating"}`, nil},
		{"2.4", job{}, `{"backup": "b1", "method": "create_backup", "status": "creating"}`, nil},
		{"2.3", job{server: "2.3", restore: true}, `{"method": "restore_backup", "volume": "v1"}`, nil},
		{"2.4", job{restore: true}, `{"method": "restore_backup", "new": false, "volume": "v1"}`, nil},
	} {
		t.Run(c.version, func(t *testing.T) {
			b := brokertest.For(t)
			url := b.URL(b.NewVhost(t))
			lines := manager(t, url, c.version)
			c.job.host, c.job.backup, c.job.volume = "host1", "b1", "v1"
			if err := run(t.Context(), url, c.job); err != nil {
				t.Fatal(err)
			}
			if lines.Scan(); lines.Text() != c.want {
				t.Errorf("python ran %s, want %s", lines.Text(), c.want)
			}
		})
	}
}

func TestNoBackupService(t *testing.T) {
	err := run(t.Context(), brokertest.For(t).URL(""), job{host: "nowhere", backup: "b1", volume: "v1"})
	if !errors.Is(err, oslo.ErrUndeliverable) {
		t.Error(err)
	}
}

// manager starts Python's side and returns what it prints.
func manager(t *testing.T, url, version string) *bufio.Scanner {
	t.Helper()
	cmd := exec.Command(cmp.Or(os.Getenv("OSLOGEN_PYTHON"), "/usr/bin/python3"), "testdata/manager.py", url, version)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		brokertest.Unavailable(t, err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "ready" {
		brokertest.Unavailable(t, "no Python with oslo.messaging")
	}
	return lines
}
