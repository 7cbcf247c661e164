package evolve_test

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
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
			r := rand.New(rand.NewPCG(uint64(seed), uint64(first)))
			list := make([]evolve.History, min(batch, count-first))
			for n := range list {
				list[n] = evolve.New(r)
			}
			compare(t, list)
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
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if err := evolve.Write(dir, root, list); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "-mod=mod")
	files, err := gen.Generate(gen.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if err := gen.Commit(files); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "-gcflags=-N -l", ".")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, &stderr)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	calls, wrong := 0, 0
	for n, h := range list {
		each(h, func(c cell) {
			calls++
			lines.Scan()
			if got, want := lines.Text(), c.outcome(); got != want {
				if wrong++; wrong <= 10 {
					t.Errorf("interface %d of package p%d, %s:\n got %s\nwant %s", n%10, n/10, c, got, want)
				}
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
