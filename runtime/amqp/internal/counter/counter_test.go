//go:build linux

package counter

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
)

// made is a counter of the test alone, with its lock file in a directory of its own.
func made(t *testing.T) *Counter {
	t.Helper()
	c := New("host-"+strings.ToLower(rand.Text()), "nova-compute", filepath.Join(t.TempDir(), "lock"))
	t.Cleanup(func() {
		_ = c.Close()
		_ = os.RemoveAll(c.path)
	})
	return c
}

// again is another counter of the same name, as another process has it.
func again(t *testing.T, c *Counter) *Counter {
	t.Helper()
	other := &Counter{path: c.path, lock: c.lock, given: map[int]bool{}}
	t.Cleanup(func() { _ = other.Close() })
	return other
}

func wantNext(t *testing.T, c *Counter, want int) {
	t.Helper()
	if n, err := c.Next(); err != nil || n != want {
		t.Fatalf("number %d, %v; want %d", n, err, want)
	}
}

// wantRecord checks what the file says.
func wantRecord(t *testing.T, c *Counter, by group, n int) {
	t.Helper()
	text, err := os.ReadFile(c.path)
	if want := fmt.Sprintf("%d:%d:%d", by.id, n, by.start); err != nil || string(text) != want {
		t.Errorf("the file has %q, %v; want %q", text, err, want)
	}
}

func record(t *testing.T, c *Counter, text string) {
	t.Helper()
	if err := os.WriteFile(c.path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func own(t *testing.T) group {
	t.Helper()
	g, err := ownGroup()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// other is another process group, which runs until stop.
func other(t *testing.T) (_ group, stop func()) {
	t.Helper()
	cmd := exec.Command("sleep", "600")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	stop = func() {
		once.Do(func() {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		})
	}
	t.Cleanup(stop)
	start, err := startTime(cmd.Process.Pid)
	if err != nil {
		t.Fatal(err)
	}
	return group{cmd.Process.Pid, start}, stop
}

func TestOneGroupCountsUp(t *testing.T) {
	one := made(t)
	two := again(t, one)
	wantNext(t, one, 1)
	wantNext(t, two, 2)
	wantNext(t, one, 3)
	wantRecord(t, one, own(t), 3)
	info, err := os.Stat(one.path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
}

func TestAnEndedGroupsCountBeginsAnew(t *testing.T) {
	c := made(t)
	g, stop := other(t)
	stop()
	record(t, c, fmt.Sprintf("%d:7:%d", g.id, g.start))
	wantNext(t, c, 1)
	wantRecord(t, c, own(t), 1)
}

func TestAnotherGroupThatRunsIsCountedOn(t *testing.T) {
	c := made(t)
	g, _ := other(t)
	record(t, c, fmt.Sprintf("%d:7:%d", g.id, g.start))
	wantNext(t, c, 8)
	wantRecord(t, c, g, 8) // so that its Python processes count on too
}

// The id of a group that has ended belongs to a new one, as pid 1 does in a
// container that was started again.
func TestAGroupsIDThatCameAgainIsAnotherGroup(t *testing.T) {
	c := made(t)
	g, _ := other(t)
	record(t, c, fmt.Sprintf("%d:7:%d", g.id, g.start-1))
	wantNext(t, c, 1)
}

// Processes that can't see each other, as in containers, know by the locks.
func TestANumberInUseIsSkipped(t *testing.T) {
	one := made(t)
	two := again(t, one)
	wantNext(t, one, 1)
	record(t, one, "1:9:1")
	wantNext(t, two, 2)
	record(t, one, "1:9:1")
	wantNext(t, one, 3) // nor does it take its own again
	if err := one.Close(); err != nil {
		t.Fatal(err)
	}
	record(t, one, "1:9:1")
	wantNext(t, two, 1)
}

func TestWhatIsNoRecordIsOverwritten(t *testing.T) {
	for _, text := range []string{"", "x", "1:2", "1:2:3:4", "-1:-2:-3", "1:99999999999999999999:1", strings.Repeat("9", 4096)} {
		c := made(t)
		record(t, c, text)
		wantNext(t, c, 1)
		wantRecord(t, c, own(t), 1)
	}
}

func TestARemovedFileIsMadeAgain(t *testing.T) {
	c := made(t)
	wantNext(t, c, 1)
	if err := os.Remove(c.path); err != nil {
		t.Fatal(err)
	}
	wantNext(t, c, 2) // ours are still in use
	wantRecord(t, c, own(t), 2)
}

func TestOnlyOwnPlainFilesAreUsed(t *testing.T) {
	target := filepath.Join(t.TempDir(), "target")
	for name, spoil := range map[string]func(path string) error{
		"link":        func(path string) error { return os.Symlink(target, path) },
		"directory":   func(path string) error { return os.Mkdir(path, 0o700) },
		"pipe":        func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"other owner": func(path string) error { return asNobody(t, path) },
	} {
		for which, pathOf := range map[string]func(*Counter) string{
			"count": func(c *Counter) string { return c.path },
			"lock":  func(c *Counter) string { return c.lock },
		} {
			t.Run(name+"/"+which, func(t *testing.T) {
				c := made(t)
				if err := os.MkdirAll(filepath.Dir(c.lock), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := spoil(pathOf(c)); err != nil {
					t.Fatal(err)
				}
				n, err := c.Next()
				if err == nil || !strings.Contains(err.Error(), pathOf(c)) {
					t.Errorf("number %d, error %v; want one that names the file", n, err)
				}
			})
		}
	}
	if _, err := os.Stat(target); !os.IsNotExist(err) {
		t.Errorf("the link's target was made: %v", err)
	}
}

// asNobody makes a file of another user, which takes root.
func asNobody(t *testing.T, path string) error {
	t.Helper()
	if os.Geteuid() != 0 {
		return os.Mkdir(path, 0o700)
	}
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		return err
	}
	return os.Chown(path, 65534, 65534)
}

func TestALockThatIsHeldTooLongIsAnError(t *testing.T) {
	c := made(t)
	held, err := acquire(c.lock)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	synctest.Test(t, func(t *testing.T) {
		if n, err := c.Next(); err == nil || !strings.Contains(err.Error(), c.lock) {
			t.Errorf("number %d, error %v; want one that names the lock", n, err)
		}
	})
}

func TestCountersOfOneProcessAgree(t *testing.T) {
	const counters, each = 4, 25
	first := made(t)
	all := make(chan int, counters*each)
	var running sync.WaitGroup
	for range counters {
		c := again(t, first)
		running.Go(func() { // ends after its numbers
			for range each {
				n, err := c.Next()
				if err != nil {
					t.Error(err)
				}
				all <- n
			}
		})
	}
	running.Wait()
	close(all)
	numbers := slices.Sorted(func(yield func(int) bool) {
		for n := range all {
			yield(n)
		}
	})
	if len(slices.Compact(numbers)) != counters*each || numbers[len(numbers)-1] != counters*each {
		t.Errorf("numbers %v", numbers)
	}
}
