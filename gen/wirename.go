package gen

// WireName is the name on the wire that a Go name has when no name= gives it
// another. It is empty where the generator asks for name=.
func WireName(name string) string {
	if wire := snake(name); !hasLetterWord(wire) {
		return wire
	}
	return ""
}
