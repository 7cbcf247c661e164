package gen

import (
	"slices"
	"strconv"
)

// nameSet is a set of identifiers that are taken.
type nameSet map[string]bool

func newNameSet(names ...string) nameSet {
	s := nameSet{}
	s.add(names...)
	return s
}

func (s nameSet) add(names ...string) {
	for _, name := range names {
		s[name] = true
	}
}

// take returns the first of name, name2, name3 and so on that is in none of the
// sets, and adds it to s.
func (s nameSet) take(name string, also ...nameSet) string {
	free := name
	for n := 2; s[free] || anyHas(also, free); n++ {
		free = name + strconv.Itoa(n)
	}
	s[free] = true
	return free
}

func anyHas(sets []nameSet, name string) bool {
	return slices.ContainsFunc(sets, func(s nameSet) bool { return s[name] })
}
