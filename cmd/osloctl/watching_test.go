package main

import (
	"bytes"
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
	"github.com/oslogen/oslogen/internal/pytest"
)

// bus is a virtual host with a Python server, client, notifier and listener.
type bus struct {
	broker                             *world.Broker
	py                                 *pytest.Peer
	vhost                              string
	server, client, notifier, listener string // their ids
}

// python sets up the Python side, which has then sent one call and one notification.
func python(t *testing.T) *bus {
	t.Helper()
	b := &bus{broker: world.For(t), py: pytest.For(t)}
	b.vhost = b.broker.NewVhost(t)
	made := func(cmd pytest.Cmd) string {
		cmd["url"] = b.broker.URL(b.vhost)
		return b.py.Make(t, cmd)
	}
	b.server = made(pytest.Cmd{"cmd": "server", "topic": "compute", "server": "cmp-1"})
	b.client = made(pytest.Cmd{"cmd": "client", "target": map[string]any{"topic": "compute"}})
	b.notifier = made(pytest.Cmd{"cmd": "notifier", "driver": "messagingv2", "publisher_id": "compute.cmp-1"})
	b.listener = made(pytest.Cmd{"cmd": "listener", "topics": []string{"notifications"}, "priorities": []string{"info"}})
	b.load(t, 1)
	return b
}

// load sends n notifications and makes n calls, whose results have to be right.
func (b *bus) load(t *testing.T, n int) {
	t.Helper()
	const workers = 4
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { // ends with its share
			for i := w; i < n; i += workers {
				if _, err := b.py.Do(pytest.Cmd{"cmd": "notify", "id": b.notifier, "priority": "info", "event_type": "load", "payload": i}); err != nil {
					t.Errorf("notify: %v", err)
				}
				sum, err := b.py.Do(pytest.Cmd{"cmd": "call", "id": b.client, "method": "add", "args": map[string]any{"a": i, "b": 1}})
				if err != nil || string(sum) != strconv.Itoa(i+1) {
					t.Errorf("call: %s, %v", sum, err)
				}
			}
		})
	}
	wg.Wait()
}

func (b *bus) topology(t *testing.T) []string {
	t.Helper()
	lines, err := b.broker.Topology(b.vhost)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// watcher is a running osloctl.
type watcher struct {
	*exec.Cmd
	out bytes.Buffer // read after Wait
}

func (b *bus) start(t *testing.T, args ...string) *watcher {
	t.Helper()
	w := &watcher{Cmd: exec.Command("osloctl", args...)}
	w.Env = append(os.Environ(), "OSLO_TRANSPORT_URL="+b.broker.URL(b.vhost))
	w.Stdout = &w.out
	w.Stderr = t.Output()
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Process.Kill() }) // it may have ended
	return w
}

// until polls a condition.
func until(t *testing.T, limit time.Duration, what string, met func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	for !met() {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			t.Fatalf("%s: not within %v", what, limit)
		}
	}
}

// taps is how many bindings to queues of osloctl there are, besides those of the
// default exchange.
func (b *bus) taps(t *testing.T) (n int) {
	t.Helper()
	for _, line := range b.topology(t) {
		if strings.Contains(line, " osloctl_") && strings.HasPrefix(line, "bindings ") && !strings.HasPrefix(line, "bindings  ") {
			n++
		}
	}
	return n
}

// Every command that watches sees everything under load, takes nothing from anybody,
// and leaves nothing behind, however it ends. OSLOGEN_CHAOS=1 makes the load large.
func TestWatchingTakesNothing(t *testing.T) {
	t.Parallel()
	n, _ := strconv.Atoi(cmp.Or(map[string]string{"1": "10000"}[os.Getenv("OSLOGEN_CHAOS")], "250"))
	b := python(t)
	before := b.topology(t)
	file := filepath.Join(t.TempDir(), "record.jsonl")
	interrupted := b.start(t, "tail", "-q", "-o", "jsonl")
	rpc := b.start(t, "tail", "-q", "--rpc", "compute")
	record := b.start(t, "record", "-q", file, "notifications", "--rpc", "compute")
	killed := b.start(t, "tail", "-q", "notifications", "--rpc", "compute", "-o", "jsonl")
	top := b.start(t, "top", "--management-url", b.broker.ManagementURL, "--for", "1h")
	until(t, 30*time.Second, "everything is bound", func() bool { return b.taps(t) == 1+3+4+4+3 })

	var wg sync.WaitGroup
	for _, look := range []string{"servers", "doctor"} {
		wg.Go(func() { // ends with the command
			_ = b.start(t, look, "--management-url", b.broker.ManagementURL).Wait() // what it finds is another test's
		})
	}
	b.load(t, n)
	wg.Wait()
	b.received(t, b.listener, n+1)
	b.received(t, b.server, n+1)

	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = killed.Wait() // it was killed
	until(t, 10*time.Second, "the queue of a killed command is gone", func() bool { return b.taps(t) == 1+3+4+3 })
	for _, w := range []*watcher{interrupted, rpc, record, top} {
		if err := w.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		_ = w.Wait() // its exit code is another test's
	}
	if d := gocmp.Diff(before, b.topology(t)); d != "" {
		t.Errorf("queues, exchanges and bindings before and after: %s", d)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ got, want int }{
		"tail": {bytes.Count(interrupted.out.Bytes(), []byte(`"event_type":"load"`)), n}, "tail --rpc": {bytes.Count(rpc.out.Bytes(), []byte(" add(")), n},
		"record, notifications": {bytes.Count(text, []byte(`"kind": "notification"`)), n}, "record, calls": {bytes.Count(text, []byte(`"kind": "call"`)), n},
	} {
		if c.got != c.want {
			t.Errorf("%s has seen %d messages, want %d", name, c.got, c.want)
		}
	}
}

// received waits until a Python server or listener has count messages, and fails if it
// gets another one.
func (b *bus) received(t *testing.T, id string, count int) {
	t.Helper()
	if got := b.py.Received(t, id, count); len(got) != count {
		t.Errorf("python received %d messages, want %d", len(got), count)
	}
}

// A fanout exchange that no server binds any more would vanish with the binding of a
// watcher, and the next fanout of a Python client would fail.
func TestWatchingLeavesAnIdleFanoutExchange(t *testing.T) {
	t.Parallel()
	b := python(t)
	b.py.Must(t, pytest.Cmd{"cmd": "cast", "id": b.client, "method": "record", "prepare": map[string]any{"topic": "idle", "fanout": true}})
	before := b.topology(t)
	tail := b.start(t, "tail", "--rpc", "idle", "--for", "2s")
	if err := tail.Wait(); err != nil {
		t.Errorf("tail: %v", err)
	}
	if d := gocmp.Diff(before, b.topology(t)); d != "" {
		t.Errorf("queues, exchanges and bindings before and after: %s", d)
	}
	b.py.Must(t, pytest.Cmd{"cmd": "cast", "id": b.client, "method": "record", "prepare": map[string]any{"topic": "idle", "fanout": true}})
}
