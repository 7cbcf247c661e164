package interop

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/oslogen/oslogen/internal/peers"
	"github.com/oslogen/oslogen/internal/pytest"
)

const (
	qmCalls   = 1000 // of each process
	qmFanouts = 100  // of each process
	// At once. Python 16.1 looks for a reply every half second only.
	qmGoCallers, qmPythonCallers = 8, 64
)

// qmProcess is one of the processes that share a host and a process name. It has
// a server and a client.
type qmProcess interface {
	// send makes the process's calls and fanouts, and returns what went wrong.
	send(t *testing.T) []string
	// fanouts are the marks of the fanouts that its server got so far.
	fanouts(t *testing.T) []string
}

// Two Go processes and a Python one have one host, one process name and the queue
// manager: every reply comes to its caller, and every fanout to every server once.
func TestInteropQueueManagerOfOneName(t *testing.T) {
	t.Parallel()
	b := newBus(t).with(map[string]string{
		"use_queue_manager": "true", "hostname": "host-" + rand.Text(), "processname": "nova-compute",
	})
	topic := unique("shared-name")
	t.Cleanup(func() { _ = os.Remove("/dev/shm/" + b.options["hostname"] + "_nova-compute_qmanager") })
	t.Cleanup(func() { _ = os.Remove("/dev/shm/oslo_read_shm_" + b.options["hostname"] + "_nova-compute") })
	processes := []qmProcess{newQMChild(t, b, topic, "go1"), newQMPython(t, b, topic, "python"), newQMChild(t, b, topic, "go2")}

	var sending sync.WaitGroup
	for _, p := range processes {
		sending.Go(func() { // ends when all is sent
			for _, wrong := range p.send(t) {
				t.Error(wrong)
			}
		})
	}
	sending.Wait()
	for i, p := range processes {
		checkFanouts(t, i, p, len(processes)*qmFanouts)
	}
}

func checkFanouts(t *testing.T, i int, p qmProcess, want int) {
	t.Helper()
	var marks []string
	eventually(t, fmt.Sprintf("all fanouts at process %d", i), func() bool {
		marks = p.fanouts(t)
		return len(marks) >= want
	})
	times := map[string]int{}
	for _, mark := range marks {
		times[mark]++
	}
	if len(times) != want || len(marks) != want {
		t.Errorf("process %d got %d fanouts, %d different ones, want %d", i, len(marks), len(times), want)
	}
}

// qmPython is the Python process.
type qmPython struct {
	py             *pytest.Peer
	client, server string
	name           string
}

func newQMPython(t *testing.T, b bus, topic, name string) qmPython {
	t.Helper()
	var py *pytest.Peer
	if python := os.Getenv("OSLOGEN_PYTHON"); python != "" {
		py = pytest.StartWith(t, python)
	} else {
		py = pytest.StartWith(t, peers.Of(t, "trixie").Python) // the installed one has no queue manager
	}
	server, client := b.command("server"), b.command("client")
	server["topic"], server["server"] = topic, name
	client["target"], client["timeout"] = object{"topic": topic}, patience.Seconds()
	return qmPython{py, py.Make(t, client), py.Make(t, server), name}
}

func (p qmPython) send(*testing.T) []string {
	return sendNumbered(p.name, qmPythonCallers, func(mark string) (string, error) {
		result, err := p.py.Do(pytest.Cmd{"cmd": "call", "id": p.client, "method": "echo", "args": object{"mark": mark}})
		return markOf(result), err
	}, func(mark string) error {
		_, err := p.py.Do(pytest.Cmd{"cmd": "cast", "id": p.client, "method": "record", "args": object{"mark": mark}, "prepare": object{"fanout": true}})
		return err
	})
}

func (p qmPython) fanouts(t *testing.T) (marks []string) {
	t.Helper()
	for _, entry := range (pythonPeer{p.py, p.server}).received(t, "record") {
		marks = append(marks, entry["args"].(object)["mark"].(string))
	}
	return marks
}

func markOf(result json.RawMessage) string {
	var args struct{ Mark string }
	_ = json.Unmarshal(result, &args) // an empty mark is not the one that was sent
	return args.Mark
}

// sendNumbered makes all calls and fanouts of a process and returns what went wrong.
func sendNumbered(name string, callers int, call func(mark string) (string, error), fanout func(mark string) error) (wrong []string) {
	var mu sync.Mutex
	note := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		wrong = append(wrong, fmt.Sprintf(name+": "+format, args...))
	}
	var sending sync.WaitGroup
	for first := range callers {
		sending.Go(func() { // ends after its share
			for i := first; i < qmCalls; i += callers {
				mark := fmt.Sprintf("%s-call-%d", name, i)
				if got, err := call(mark); err != nil || got != mark {
					note("call %s got %q, %v", mark, got, err)
				}
				if i >= qmFanouts {
					continue
				}
				if err := fanout(fmt.Sprintf("%s-fanout-%d", name, i)); err != nil {
					note("fanout %d: %v", i, err)
				}
			}
		})
	}
	sending.Wait()
	return wrong
}
