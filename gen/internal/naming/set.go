package naming

import (
	"slices"
	"strconv"
)

// Set is a set of identifiers that are taken.
type Set map[string]bool

// NewSet returns a set of names.
func NewSet(names ...string) Set {
	s := Set{}
	s.Add(names...)
	return s
}

// Add adds names to s.
func (s Set) Add(names ...string) {
	for _, name := range names {
		s[name] = true
	}
}

// Take returns the first of name, name2, name3 and so on that is in none of the
// sets, and adds it to s.
func (s Set) Take(name string, also ...Set) string {
	free := name
	for n := 2; s[free] || AnyHas(also, free); n++ {
		free = name + strconv.Itoa(n)
	}
	s[free] = true
	return free
}

// AnyHas reports whether one of the sets has a name.
func AnyHas(sets []Set, name string) bool {
	return slices.ContainsFunc(sets, func(s Set) bool { return s[name] })
}
