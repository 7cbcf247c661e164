package pyimport_test

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/oslogen/oslogen/gen/pyimport"
)

// tokens are what mangled Python has too much of.
var tokens = []string{"self", "=", "(", ")", ":", "\n", ".", "None", "[", "]", "{", "**", "*", "'", ",", " if ", " or ", "lambda x: ", "0", "client", "not ", "-"}

// TestMangled imports Python that was cut and spliced. It may be refused, but what
// comes out is Go, and nothing panics.
func TestMangled(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	imported := 0
	for range 60 {
		ar, err := txtar.ParseFile(paths[rnd.IntN(len(paths))])
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range ar.Files {
			if strings.HasSuffix(f.Name, ".py") && len(f.Data) > 0 {
				ar.Files[i].Data = mangle(rnd, f.Data)
			}
		}
		r, err := pyimport.Import(config(t, ar))
		if err != nil {
			continue
		}
		imported++
		compiles(t, r.Source)
		if t.Failed() {
			t.Fatalf("from\n%s", txtar.Format(ar))
		}
	}
	if imported == 0 {
		t.Error("all of it was refused")
	}
}

// mangle changes a few places of a text: the spans between them stay.
func mangle(rnd *rand.Rand, text []byte) []byte {
	out := append([]byte{}, text...)
	for range 1 + rnd.IntN(3) {
		if len(out) == 0 {
			break
		}
		at := rnd.IntN(len(out))
		switch rnd.IntN(4) {
		case 0: // a line less
			lines := strings.SplitAfter(string(out), "\n")
			n := rnd.IntN(len(lines))
			out = []byte(strings.Join(append(lines[:n:n], lines[n+1:]...), ""))
		case 1: // a line twice
			lines := strings.SplitAfter(string(out), "\n")
			n := rnd.IntN(len(lines))
			out = []byte(strings.Join(append(lines[:n+1:n+1], lines[n:]...), ""))
		case 2:
			token := tokens[rnd.IntN(len(tokens))]
			out = append(out[:at:at], append([]byte(token), out[at:]...)...)
		case 3:
			end := min(at+1+rnd.IntN(8), len(out))
			out = append(out[:at:at], out[end:]...)
		}
	}
	return out
}
