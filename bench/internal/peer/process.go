package peer

import (
	"bufio"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/oslogen/oslogen/bench/internal/cpu"
)

//go:embed peer.py
var source string

// roleEnv tells a process that is started again that it is a peer.
const roleEnv = "OSLOGEN_BENCH_PEER"

// Process is a running peer. Its methods are for one goroutine.
type Process struct {
	Kind Kind
	Role Role

	cmd     *exec.Cmd
	stdin   io.WriteCloser
	results *bufio.Reader
}

// Spec has the settings of a peer.
type Spec struct {
	Kind    Kind   `json:"kind"`
	Role    Role   `json:"role"`
	URL     string `json:"url"`      // oslo.messaging's transport URL
	AMQPURL string `json:"amqp_url"` // the same for AMQP libraries
	Topic   string `json:"topic"`    // a server's
	Trace   bool   `json:"trace"`    // record every allocation
}

// Start starts a peer and returns when it is ready: a server consumes.
func Start(s Spec) (*Process, error) {
	spec, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	p := &Process{Kind: s.Kind, Role: s.Role}
	if s.Kind == Python {
		p.cmd = exec.CommandContext(context.Background(), cmp.Or(os.Getenv("OSLOGEN_PYTHON"), "/usr/bin/python3"), "-c", source)
	} else {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		p.cmd = exec.CommandContext(context.Background(), self)
	}
	p.cmd.Env = append(os.Environ(), roleEnv+"="+string(spec))
	p.cmd.Stderr = os.Stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	p.results = bufio.NewReader(stdout)
	if _, err := p.result(); err != nil {
		p.Stop()
		return nil, fmt.Errorf("start %s %s: %w", s.Kind, s.Role, err)
	}
	return p, nil
}

// Stop ends the peer.
func (p *Process) Stop() {
	p.stdin.Close()
	kill := time.AfterFunc(5*time.Second, func() { _ = p.cmd.Process.Kill() })
	defer kill.Stop()
	_ = p.cmd.Wait() // its last answer has come
}

// CPU is the processor time the peer has used.
func (p *Process) CPU() (time.Duration, error) { return cpu.Time(p.cmd.Process.Pid) }

// Run has a client make calls.
func (p *Process) Run(l Load) (Result, error) { return p.do(command{Do: doRun, Load: l}) }

// Flood has a client make l.Calls calls at once. It calls waiting when all of
// them wait and have been measured. After that they must be answered.
func (p *Process) Flood(l Load, waiting func() error) (Flood, error) {
	if _, err := p.do(command{Do: doFlood, Load: l}); err != nil {
		return Flood{}, err
	}
	if err := waiting(); err != nil {
		return Flood{}, err
	}
	r, err := p.result()
	return r.Flood, err
}

// Stats returns the peer's calls and allocations since its start.
func (p *Process) Stats() (Result, error) { return p.do(command{Do: doStats}) }

// Gate shuts or opens the gate that a server's calls pass before they end.
func (p *Process) Gate(shut bool) error {
	_, err := p.do(command{Do: doGate, Shut: shut})
	return err
}

// Profile begins to write a CPU profile to path, or ends it if path is empty.
func (p *Process) Profile(path string) error {
	_, err := p.do(command{Do: doProfile, Path: path})
	return err
}

// Allocs returns the callers that have allocated since the start. See Spec.Trace.
func (p *Process) Allocs() (Allocs, error) {
	r, err := p.do(command{Do: doAllocs})
	return r.Allocs, err
}

func (p *Process) do(c command) (Result, error) {
	line, err := json.Marshal(c)
	if err != nil {
		return Result{}, err
	}
	if _, err := p.stdin.Write(append(line, '\n')); err != nil {
		return Result{}, fmt.Errorf("the %s %s has ended: %w", p.Kind, p.Role, err)
	}
	return p.result()
}

func (p *Process) result() (Result, error) {
	var r Result
	line, err := p.results.ReadBytes('\n')
	if err != nil {
		return r, fmt.Errorf("the %s %s has ended: %w", p.Kind, p.Role, err)
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return r, err
	}
	if r.Error != "" {
		return r, errors.New(r.Error)
	}
	return r, nil
}
