// Package pyast reads the syntax of Python files through the system's Python.
// It never imports or runs the code that it reads. An embedded script, which
// needs only Python's standard library, parses a file and prints its syntax
// tree.
package pyast

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

//go:embed syntax.py
var script string

// ErrNoPython says that the system has no python3.
var ErrNoPython = errors.New("no python3 found: oslogen import reads Python's syntax with it; install it, or name one in $OSLOGEN_PYTHON")

// SyntaxError says why a file could not be read or parsed.
type SyntaxError struct {
	File string
	Line int
	Msg  string
}

// Error prints the error as file:line: message.
func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

// Python is a running interpreter that parses files. It is not safe for
// concurrent use.
type Python struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr bytes.Buffer
}

// Start runs the interpreter that $OSLOGEN_PYTHON names, python3 by default. Its
// error is ErrNoPython when there is none.
func Start() (*Python, error) {
	path, err := exec.LookPath(interpreter())
	if err != nil {
		return nil, ErrNoPython
	}
	p := &Python{cmd: exec.Command(path, "-I", "-S", "-c", script)} //nolint:noctx // Close ends it, as its standard input does
	p.cmd.Stderr = &p.stderr
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewReaderSize(out, 1<<20)
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return p, nil
}

func interpreter() string {
	if path := os.Getenv("OSLOGEN_PYTHON"); path != "" {
		return path
	}
	return "python3"
}

// Close ends the interpreter.
func (p *Python) Close() error {
	_ = p.in.Close()
	return p.cmd.Wait()
}

type request struct {
	Op   string `json:"op"`
	File string `json:"file"`
	Line int    `json:"line,omitempty"`
	Name string `json:"name,omitempty"`
}

// ask sends a request and decodes the answer into to.
func (p *Python) ask(req request, to any) error {
	line, err := json.Marshal(req)
	if err != nil {
		return err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return p.died(err)
	}
	reply, err := p.out.ReadBytes('\n')
	if err != nil {
		return p.died(err)
	}
	var failure struct {
		Error string `json:"error"`
		Line  int    `json:"line"`
	}
	if bytes.HasPrefix(reply, []byte(`{"error"`)) && json.Unmarshal(reply, &failure) == nil {
		return &SyntaxError{req.File, failure.Line, failure.Error}
	}
	return json.Unmarshal(reply, to)
}

func (p *Python) died(err error) error {
	return fmt.Errorf("python3 ended while it read Python: %w: %s", err, bytes.TrimSpace(p.stderr.Bytes()))
}
