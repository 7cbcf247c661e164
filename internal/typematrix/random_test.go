package typematrix_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// randomTypes is how many composite types are tried: fewer than OSLOGEN_MATRIX=1 tries.
const randomTypes = 200

// Types that are put together at random are refused with advice or arrive.
func TestMatrixOfRandomTypes(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program with all types")
	}
	n := randomTypes
	if os.Getenv("OSLOGEN_MATRIX") != "" {
		n = 2000
	}
	g := &typeMaker{r: rand.New(rand.NewPCG(20, 26))}
	var list []matrixType
	for i := range n {
		g.declare(i)
		list = append(list, matrixType{"", fmt.Sprintf("T%d", i)})
	}
	refused := tryTypes(t, "random", list, scalars+g.b.String())
	t.Logf("%d types, %d refused", n, refused)
	if refused < n/20 || refused > n*19/20 {
		t.Errorf("%d of %d types were refused: the mixture tests one side only", refused, n)
	}
}

// scalars are what the random types consist of, beside Go's own.
const scalars = `
import (
	"encoding/json"
	"errors"
	"math/big"
	"net"
	"net/netip"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

var (
	_ json.RawMessage
	_ big.Int
	_ net.IP
	_ netip.Addr
	_ sync.Mutex
	_ time.Time
	_ oslo.Tuple
)

type Level uint8
type Name string
type Blob []byte

// Mode travels by its name.
type Mode int

func (m Mode) MarshalText() ([]byte, error) { return []byte(map[bool]string{true: "warm", false: "cold"}[m != 0]), nil }
func (m *Mode) UnmarshalText(text []byte) error {
	*m = Mode(len(text) & len("\x00"))
	if string(text) == "warm" {
		*m = 1
	}
	return nil
}

// Tiny is a byte that travels by its name.
type Tiny uint8

func (t Tiny) MarshalText() ([]byte, error) { return []byte{'a' + byte(t%26)}, nil }
func (t *Tiny) UnmarshalText(text []byte) error {
	if len(text) != 1 || text[0] < 'a' || text[0] > 'z' {
		return errors.New("want a letter")
	}
	*t = Tiny(text[0] - 'a')
	return nil
}

// Spot has JSON of its own.
type Spot struct{ x, y int }

func (s Spot) MarshalJSON() ([]byte, error) { return json.Marshal([2]int{s.x, s.y}) }
func (s *Spot) UnmarshalJSON(data []byte) error {
	var xy [2]int
	err := json.Unmarshal(data, &xy)
	s.x, s.y = xy[0], xy[1]
	return err
}

// Half can't be read.
type Half int

func (Half) MarshalText() ([]byte, error) { return []byte("half"), nil }

type inner struct{ Inner int }
type Base struct {
	ID   string ` + "`json:\"id\"`" + `
	Size *int64
}
type hidden struct{ x int }
`

// typeMaker writes declarations of types T0, T1, ...
type typeMaker struct {
	r *rand.Rand
	b strings.Builder
	n int // how many there are
}

func (g *typeMaker) declare(i int) {
	g.n = i
	kind := g.structType
	if g.r.IntN(4) == 0 {
		kind = func() string { return g.composite(0) }
	}
	fmt.Fprintf(&g.b, "\ntype T%d %s\n", i, kind())
}

var (
	good = []string{
		"bool", "int", "int8", "uint16", "int64", "uint64", "float32", "float64", "string", "[]byte", "any", "byte",
		"Level", "Name", "Blob", "Mode", "Tiny", "Spot", "Base", "inner", "struct{}",
		"time.Time", "big.Int", "json.Number", "json.RawMessage", "net.IP", "net.HardwareAddr", "net.IPNet", "netip.Addr",
	}
	bad = []string{
		"time.Duration", "chan int", "func()", "complex64", "uintptr", "error", "Half", "hidden", "net.IPMask", "sync.Mutex", "json.Marshaler",
	}
	keys    = []string{"string", "int", "uint8", "int64", "Name", "Level", "Mode", "Tiny", "netip.Addr"}
	badKeys = []string{"Half", "*string", "float64", "[2]int", "any", "time.Duration", "bool"}
)

func (g *typeMaker) pick(list []string) string { return list[g.r.IntN(len(list))] }

// rarely is true once in n times.
func (g *typeMaker) rarely(n int) bool { return g.r.IntN(n) == 0 }

// typ is any type, depth types deep.
func (g *typeMaker) typ(depth int) string {
	switch {
	case g.rarely(80):
		return g.pick(bad)
	case depth < 4 && g.rarely(2):
		return g.composite(depth)
	case g.n > 0 && g.rarely(8):
		return fmt.Sprintf("T%d", g.r.IntN(g.n))
	default:
		return g.pick(good)
	}
}

func (g *typeMaker) composite(depth int) string {
	switch g.r.IntN(6) {
	case 0:
		return "[]" + g.typ(depth+1)
	case 1:
		return fmt.Sprintf("[%d]%s", g.r.IntN(4), g.typ(depth+1))
	case 2:
		key := g.pick(keys)
		if g.rarely(30) {
			key = g.pick(badKeys)
		}
		return "map[" + key + "]" + g.typ(depth+1)
	case 3:
		return "map[" + g.pick(keys) + "]struct{}"
	case 4:
		return fmt.Sprintf("[]*T%d", g.n) // itself
	default:
		return "*" + g.typ(depth+1)
	}
}

func (g *typeMaker) structType() string {
	var b strings.Builder
	b.WriteString("struct {\n")
	tuple := g.rarely(10)
	if tuple {
		b.WriteString("\toslo.Tuple\n")
	}
	if g.rarely(6) {
		b.WriteString("\t" + g.pick([]string{"Base", "*Base", "inner", "*inner", "Mode", "time.Time", "Spot", "hidden", "Name", "error"}) + "\n")
	}
	for i := range g.r.IntN(5) {
		fmt.Fprintf(&b, "\tF%d %s%s\n", i, g.typ(1), g.tag(i, tuple))
	}
	if g.rarely(10) {
		fmt.Fprintf(&b, "\tRest map[string]%s `oslo:\"rest\"`\n", g.typ(2))
	}
	if g.rarely(6) {
		b.WriteString("\tprivate int\n")
	}
	b.WriteString("}")
	return b.String()
}

func (g *typeMaker) tag(i int, tuple bool) string {
	name := g.pick([]string{"", "", fmt.Sprintf("f%d", i), fmt.Sprintf("f-%d é", i)})
	if g.rarely(60) && !tuple { // a tuple has no names
		name = "same"
	}
	option := g.pick([]string{"", "", ",omitempty", ",omitzero", ",string"})
	switch {
	case g.rarely(30):
		return " `json:\"-\"`"
	case name+option == "":
		return ""
	}
	return " `json:\"" + name + option + "\"`"
}
