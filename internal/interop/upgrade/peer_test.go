package upgrade

import (
	"bufio"
	"embed"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/oslogen/oslogen/internal/pytest"
)

//go:embed *.py
var scripts embed.FS

// python is the program of peer.py. One command is run at a time.
type python struct {
	t   *testing.T
	in  io.WriteCloser
	out *bufio.Scanner
}

// startPython runs peer.py with the classes of servers.py and clients.py.
func startPython(t *testing.T, url string) *python {
	t.Helper()
	return startProgram(t, t.TempDir(), url, map[string]string{"peer.py": "peer.py", "servers.py": "servers.py", "clients.py": "clients.py"})
}

// startProgram runs peer.py in a directory with some of the scripts, by the names
// that they have there.
func startProgram(t *testing.T, dir, url string, names map[string]string) *python {
	t.Helper()
	for name, script := range names {
		text, err := scripts.ReadFile(script)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	cmd := pytest.Command(t, filepath.Join(dir, "peer.py"), url)
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = log
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // the program ends at the end of its input, but for its servers' threads
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		if text, err := os.ReadFile(log.Name()); err == nil && t.Failed() {
			t.Logf("the Python program's log ends with\n%s", text[max(0, len(text)-4000):])
		}
		_ = log.Close()
	})
	return &python{t: t, in: in, out: bufio.NewScanner(out)}
}

type object = map[string]any

// do runs a command.
func (p *python) do(cmd object, result any) {
	p.t.Helper()
	line, err := json.Marshal(cmd)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		p.t.Fatal(err)
	}
	if !p.out.Scan() {
		p.t.Fatalf("the Python program has ended: %v", p.out.Err())
	}
	if err := json.Unmarshal(p.out.Bytes(), result); err != nil {
		p.t.Fatalf("%s: %v", p.out.Bytes(), err)
	}
}
