//go:build linux

package counter

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/oslogen/oslogen/internal/peers"
)

// pythonNext runs a Python process that takes one number of c's name.
func pythonNext(t *testing.T, c *Counter, ownGroup bool) int {
	t.Helper()
	const script = `import sys; from oslo_messaging._drivers.amqpdriver import QManager; print(QManager(sys.argv[1], 'nova-compute').get())`
	host := strings.TrimSuffix(filepath.Base(c.path), "_nova-compute_qmanager")
	cmd := exec.Command(peers.Of(t, "trixie").Python, "-W", "ignore", "-c", script, host)
	cmd.Env = append(os.Environ(), "OSLO_LOCK_PATH="+filepath.Dir(c.lock), "PYTHONDONTWRITEBYTECODE=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: ownGroup}
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if _, err := fmt.Sscanf(string(out), host+":nova-compute:%d", &n); err != nil {
		t.Fatalf("%v: %q", err, out)
	}
	return n
}

func TestPythonAndGoOfOneGroupCountTogether(t *testing.T) {
	c := made(t)
	wantNext(t, c, 1)
	for _, want := range []int{2, 4} {
		if n := pythonNext(t, c, false); n != want {
			t.Errorf("Python's number is %d, want %d", n, want)
		}
		wantNext(t, c, want+1)
	}
}

// This is Python's own rule: processes of other groups share its queues.
func TestPythonBeginsAnewInAnotherGroup(t *testing.T) {
	c := made(t)
	wantNext(t, c, 1)
	if n := pythonNext(t, c, true); n != 1 {
		t.Errorf("Python's number is %d, and the documents say 1", n)
	}
	wantNext(t, c, 2)
}

func TestPythonWaitsForOurLock(t *testing.T) {
	c := made(t)
	lock, err := acquire(c.lock)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	const script = `import fcntl, sys
try:
    fcntl.lockf(open(sys.argv[1], 'a'), fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print('held')`
	out, err := exec.Command(peers.Of(t, "trixie").Python, "-c", script, c.lock).Output()
	if err != nil || string(out) != "held\n" {
		t.Errorf("Python's lock: %q, %v", out, err)
	}
}

func TestPythonNeedsALockPath(t *testing.T) {
	const script = `from oslo_messaging._drivers.amqpdriver import QManager; QManager('host', 'nova-compute').get()`
	cmd := exec.Command(peers.Of(t, "trixie").Python, "-W", "ignore", "-c", script)
	cmd.Env = []string{"PYTHONDONTWRITEBYTECODE=1"}
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "RequiredOptError") {
		t.Errorf("%v, %s", err, out)
	}
}
