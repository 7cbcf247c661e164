// Package pytest runs real Python peers for interoperability tests: a program
// that hosts oslo.messaging servers, clients, notifiers and listeners, and takes
// commands on its standard input. peer.py describes the commands.
//
//	py := pytest.For(t)
//	server := py.Make(t, pytest.Cmd{"cmd": "server", "url": b.URL(""), "topic": "demo", "server": "host1"})
//	result, err := py.Do(pytest.Cmd{"cmd": "call", "id": client, "method": "add", "args": map[string]any{"a": 2, "b": 40}})
//
// Environment:
//
//	OSLOGEN_PYTHON     the interpreter, /usr/bin/python3 by default
//	OSLOGEN_PEER_LOG   the peers' log level, INFO by default
//	OSLOGEN_REQUIRE=1  a missing Python library fails tests instead of skipping them
package pytest

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
)

//go:embed peer.py
var peerSource []byte

//go:embed demo_service.py
var demoSource []byte

// commandTimeout bounds Do. The commands' own timeouts are shorter.
const commandTimeout = 2 * time.Minute

// ErrUnavailable says that there is no Python with oslo.messaging.
var ErrUnavailable = errors.New("no Python with oslo.messaging here")

// errEnded is the error of commands after the program has ended.
var errEnded = errors.New("the Python peer has ended")

// Cmd is a command to a peer: "cmd", and the fields that peer.py gives for it.
type Cmd map[string]any

// Error is a Python exception that a command raised.
type Error struct {
	Class     string          `json:"class"`
	Module    string          `json:"module"`
	Bases     []string        `json:"bases"` // module.Class, nearest first
	Str       string          `json:"str"`
	Args      json.RawMessage `json:"args"`
	ExcType   string          `json:"exc_type"`  // of a RemoteError
	Value     json.RawMessage `json:"value"`     // of a RemoteError
	Traceback json.RawMessage `json:"traceback"` // of a RemoteError
	Kwargs    json.RawMessage `json:"kwargs"`    // of exceptions that have them
}

func (e *Error) Error() string { return fmt.Sprintf("python: %s.%s: %s", e.Module, e.Class, e.Str) }

// Peer is a running Python program. Its methods may be called at the same
// time.
type Peer struct {
	// Versions has the versions of python, oslo.messaging, kombu, amqp and
	// oslo.serialization.
	Versions map[string]string

	dir  string
	cmd  *exec.Cmd
	log  *os.File
	done chan struct{} // closed when the program has ended

	writing sync.Mutex
	stdin   io.WriteCloser

	mu      sync.Mutex
	last    int
	waiting map[int]chan<- reply
}

type reply struct {
	N        int               `json:"n"`
	Result   json.RawMessage   `json:"result"`
	Error    *Error            `json:"error"`
	Versions map[string]string `json:"versions"` // in the first line only
	Missing  string            `json:"missing"`  // the same, when a library is
}

// shared is the peer of this test binary.
var shared struct {
	sync.Mutex
	tried bool
	peer  *Peer
	err   error
}

// Start starts a peer for one test, which is skipped or fails if there is no
// Python with oslo.messaging (see brokertest.Unavailable). The peer's log is
// shown if the test fails.
func Start(tb testing.TB) *Peer {
	tb.Helper()
	return StartWith(tb, interpreter())
}

// StartWith is Start with another interpreter than OSLOGEN_PYTHON's.
func StartWith(tb testing.TB, python string) *Peer {
	tb.Helper()
	p, err := start(python)
	check(tb, err)
	tb.Cleanup(p.close)
	p.showLog(tb)
	return p
}

// For returns the peer that the tests of this binary share. The first call starts
// it, and brokertest.Main ends it. Tests keep apart by their ids. See NewID.
func For(tb testing.TB) *Peer {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	if !shared.tried {
		shared.tried = true
		if shared.peer, shared.err = start(interpreter()); shared.err == nil {
			brokertest.AtExit(shared.peer.close)
		}
	}
	check(tb, shared.err)
	shared.peer.showLog(tb)
	return shared.peer
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if errors.Is(err, ErrUnavailable) {
		brokertest.Unavailable(tb, err)
	}
	if err != nil {
		tb.Fatal(err)
	}
}

var ids atomic.Int64

// NewID returns an id that no other object of this binary has.
func NewID(prefix string) string { return fmt.Sprintf("%s-%d", prefix, ids.Add(1)) }

// Do runs a command and returns its result, or the exception as *Error.
func (p *Peer) Do(cmd Cmd) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(context.Background(), commandTimeout)
	defer cancel()
	return p.DoContext(ctx, cmd)
}

// DoContext is Do that stops waiting when ctx ends. The command goes on.
func (p *Peer) DoContext(ctx context.Context, cmd Cmd) (json.RawMessage, error) {
	answers := make(chan reply, 1)
	p.mu.Lock()
	p.last++
	n := p.last
	p.waiting[n] = answers
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.waiting, n)
		p.mu.Unlock()
	}()

	if err := p.send(n, cmd); err != nil {
		return nil, err
	}
	select {
	case r := <-answers:
		if r.Error != nil {
			return nil, r.Error
		}
		return r.Result, nil
	case <-p.done:
		return nil, errEnded
	case <-ctx.Done():
		return nil, fmt.Errorf("python command %v: %w", cmd["cmd"], ctx.Err())
	}
}

func (p *Peer) send(n int, cmd Cmd) error {
	line := maps.Clone(cmd)
	line["n"] = n
	data, err := json.Marshal(line)
	if err != nil {
		return err
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	if _, err := p.stdin.Write(append(data, '\n')); err != nil {
		return fmt.Errorf("%w: %w", errEnded, err)
	}
	return nil
}

// Must is Do that fails the test on an error.
func (p *Peer) Must(tb testing.TB, cmd Cmd) json.RawMessage {
	tb.Helper()
	result, err := p.Do(cmd)
	if err != nil {
		tb.Fatalf("python command %v: %v", cmd["cmd"], err)
	}
	return result
}

// Into is Must that decodes the result.
func (p *Peer) Into(tb testing.TB, cmd Cmd, result any) {
	tb.Helper()
	data := p.Must(tb, cmd)
	if err := json.Unmarshal(data, result); err != nil {
		tb.Fatalf("python command %v: decode %s: %v", cmd["cmd"], data, err)
	}
}

// Make makes a server, client, notifier or listener (cmd["cmd"] says which)
// under a new id, which it returns, and stops it at the end of the test.
func (p *Peer) Make(tb testing.TB, cmd Cmd) (id string) {
	tb.Helper()
	id = NewID(fmt.Sprint(cmd["cmd"]))
	cmd = maps.Clone(cmd)
	cmd["id"] = id
	p.Must(tb, cmd)
	tb.Cleanup(func() {
		p.Do(Cmd{"cmd": "stop", "id": id}) //nolint:errcheck // the test may have stopped it
	})
	return id
}

// Received waits until the server or listener has received count messages in
// all, and fails the test if it has not after ten seconds. Each is an object
// with method, context, args and label, or with priority, context,
// publisher_id, event_type, payload and metadata.
func (p *Peer) Received(tb testing.TB, id string, count int) []map[string]any {
	tb.Helper()
	var got []map[string]any
	p.Into(tb, Cmd{"cmd": "received", "id": id, "count": count, "timeout": 10}, &got)
	if len(got) < count {
		tb.Fatalf("python %s received %d messages, want %d: %v", id, len(got), count, got)
	}
	return got
}

// start runs the program and waits until it is ready.
func start(python string) (*Peer, error) {
	dir, err := os.MkdirTemp("", "oslogen-peer-")
	if err != nil {
		return nil, err
	}
	p := &Peer{dir: dir, waiting: make(map[int]chan<- reply), done: make(chan struct{})}
	if err := p.run(python); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return p, nil
}

func (p *Peer) run(python string) error {
	err := errors.Join(
		os.WriteFile(filepath.Join(p.dir, "peer.py"), peerSource, 0o600),
		os.WriteFile(filepath.Join(p.dir, "demo_service.py"), demoSource, 0o600))
	if err != nil {
		return err
	}
	if p.log, err = os.Create(filepath.Join(p.dir, "log")); err != nil {
		return err
	}
	p.cmd = exec.Command(python, filepath.Join(p.dir, "peer.py"))
	p.cmd.Env = environ()
	p.cmd.Stderr = p.log
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return err
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := p.cmd.Start(); err != nil {
		return errors.Join(fmt.Errorf("%w: %w", ErrUnavailable, err), p.log.Close())
	}
	answers := bufio.NewReader(stdout)
	err = p.greet(answers)
	go p.read(answers) // ends with the program
	if err != nil {
		p.close()
	}
	return err
}

// greet reads the program's first line.
func (p *Peer) greet(answers *bufio.Reader) error {
	line, err := answers.ReadBytes('\n')
	var first reply
	if json.Unmarshal(line, &first) == nil {
		if first.Missing != "" {
			return fmt.Errorf("%w: %s", ErrUnavailable, first.Missing)
		}
		p.Versions = first.Versions
		return nil
	}
	log, _ := os.ReadFile(p.log.Name())
	return fmt.Errorf("start Python peer: %w\n%s", err, log)
}

// read hands out answers until the program ends, and reaps it.
func (p *Peer) read(answers *bufio.Reader) {
	defer close(p.done)
	for {
		line, err := answers.ReadBytes('\n')
		if err != nil {
			p.cmd.Wait() //nolint:errcheck // whoever waits for an answer hears of it
			return
		}
		var r reply
		if json.Unmarshal(line, &r) != nil {
			continue
		}
		p.mu.Lock()
		if waiter, ok := p.waiting[r.N]; ok {
			waiter <- r // has room for its one answer
			delete(p.waiting, r.N)
		}
		p.mu.Unlock()
	}
}

// close ends the program, which exits at the end of its input.
func (p *Peer) close() {
	p.stdin.Close()
	select {
	case <-p.done:
	case <-time.After(5 * time.Second):
		p.cmd.Process.Kill() //nolint:errcheck // it has ended after all
		<-p.done
	}
	p.log.Close()
	os.RemoveAll(p.dir)
}

// showLog prints the peer's log from now on if the test fails.
func (p *Peer) showLog(tb testing.TB) {
	tb.Helper()
	info, err := p.log.Stat()
	if err != nil {
		return
	}
	from := info.Size()
	tb.Cleanup(func() {
		if !tb.Failed() {
			return
		}
		data, _ := os.ReadFile(p.log.Name())
		tb.Logf("log of the Python peer:\n%s", data[min(from, int64(len(data))):])
	})
}
