package gen

import "github.com/oslogen/oslogen/gen/internal/naming"

// WireName returns the wire name that a Go name has without name=. It returns
// "" where the generator asks for name=.
func WireName(name string) string {
	if wire := naming.Snake(name); !naming.HasLetterWord(wire) {
		return wire
	}
	return ""
}

// Distance returns how many letters to insert, remove, replace or swap with
// their neighbour to turn a into b.
func Distance(a, b string) int { return naming.Distance(a, b) }
