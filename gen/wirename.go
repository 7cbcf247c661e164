package gen

// WireName returns the wire name that a Go name has without name=. It returns
// "" where the generator asks for name=.
func WireName(name string) string {
	if wire := snake(name); !hasLetterWord(wire) {
		return wire
	}
	return ""
}
