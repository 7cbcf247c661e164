package evolve_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/evolve"
)

// TestHistories invents interfaces that live through several versions, generates
// for the source of each version, and calls the clients of every version, and the
// newest one at every pin, at the servers of every version. What becomes of each call
// is what the model says. OSLOGEN_HISTORIES is how many interfaces (20, and 300 in
// make test), OSLOGEN_HISTORIES_SEED another beginning.
func TestHistories(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles many packages")
	}
	const batch = 300
	count, seed := number("OSLOGEN_HISTORIES", 20), number("OSLOGEN_HISTORIES_SEED", 1)
	for first := 0; first < count; first += batch {
		t.Run(fmt.Sprint(first), func(t *testing.T) {
			compare(t, invent(uint64(seed), uint64(first), min(batch, count-first)))
		})
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// compare runs the histories and compares with the model.
func compare(t *testing.T, list []evolve.History) {
	dir := write(t, list)
	files, err := gen.Generate(gen.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if err := gen.Commit(files); err != nil {
		t.Fatal(err)
	}
	judge(t, dir, list, runProgram(t, dir))
}

// write writes the histories as a module and returns its directory.
func write(t *testing.T, list []evolve.History) string {
	t.Helper()
	dir, err := filepath.Abs("testdata/module") // always the same, so that the go command finds what it has compiled
	if err != nil {
		t.Fatal(err)
	}
	_ = os.RemoveAll("testdata") // what a killed test has left
	t.Cleanup(func() { _ = os.RemoveAll("testdata") })
	if err := evolve.Write(dir, "../../../..", list); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "-mod=mod")
	return dir
}

// runProgram builds the program and returns its output. Compiling is most of the work, so it
// is done without inlining and debug information.
func runProgram(t *testing.T, dir string) []byte {
	t.Helper()
	program := filepath.Join(dir, "program")
	build := exec.Command("go", "build", "-gcflags=example.com/evolve/...=-l -dwarf=false", "-ldflags=-s -w", "-o", program, ".")
	build.Dir, build.Env = dir, append(os.Environ(), "GOGC=400")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", build, err, out)
	}
	cmd := exec.Command(program)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the program: %v\n%s", err, &stderr)
	}
	return out
}

// judge compares each line of the program, and each prediction, with the model.
func judge(t *testing.T, dir string, list []evolve.History, out []byte) {
	predict := predictions(t, dir)
	lines := bufio.NewScanner(bytes.NewReader(out))
	calls, wrong := 0, 0
	check := func(c cell, who, got, want string) {
		if got == want {
			return
		}
		if wrong++; wrong <= 10 {
			t.Errorf("%s, %s:\n%s %s\nwant %s", c.name, c, who, got, want)
		}
	}
	for n, h := range list {
		each(h, func(c cell) {
			calls++
			c.name = evolve.InterfaceName(n, len(h)-1)
			lines.Scan()
			check(c, "got", lines.Text(), c.outcome())
			if got, known := predict.of(c); known {
				check(c, "predicted", got, c.prediction())
			}
		})
	}
	if lines.Scan() {
		t.Error("the program made more calls than the model")
	}
	t.Logf("%d interfaces, %d calls, %d differ", len(list), calls, wrong)
}

// cell is one call of a client at a server.
type cell struct {
	name           string // of the newest source
	client, server *evolve.Source
	pin            version
	method         *evolve.Method
	set            int // the argument that is set; -1 for none, len(Args) for all
}

func (c cell) String() string {
	return fmt.Sprintf("client %s pinned to %s, server %s, %s with %d", c.client.Version, c.pin, c.server.Version, c.method.Go, c.set)
}

func (c cell) isSet(k int) bool { return c.set == k || c.set == len(c.method.Args) }

// outcome is the line that the program has to print.
func (c cell) outcome() string {
	msg, refusal := send(c.client, c.method, c.pin, c.isSet)
	if refusal != "" {
		return refusal
	}
	return msg.String() + ": " + answer(c.server, msg)
}

// each calls f for the calls of a history, in the program's order.
func each(h evolve.History, f func(cell)) {
	newest := h[len(h)-1]
	for _, server := range h {
		for _, client := range h {
			methods(cell{client: client, server: server}, f)
		}
		for _, pin := range h {
			methods(cell{client: newest, server: server, pin: pin.Version}, f)
		}
	}
}

func methods(c cell, f func(cell)) {
	for _, m := range c.client.Methods {
		for set := -1; set <= len(m.Args); set++ {
			c.method, c.set = m, set
			f(c)
		}
	}
}
