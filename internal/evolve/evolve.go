// Package evolve invents interfaces that live through several versions, as their
// sources stood at each of them, and writes them as Go packages. Every source is
// one that oslogen takes.
package evolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Version is major.minor.
type Version struct{ Major, Minor int }

func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// IsZero reports whether v is none.
func (v Version) IsZero() bool { return v == Version{} }

// Below reports whether v comes before w.
func (v Version) Below(w Version) bool {
	return v.Major < w.Major || v.Major == w.Major && v.Minor < w.Minor
}

// Words are the keys of a directive about the versions of a method or an argument.
// Their zero values say nothing.
type Words struct {
	Name, Was             string
	Since, Until, Renamed Version
}

// Source is an interface as its source stood at one version.
type Source struct {
	Version
	Also     []Version
	Releases []Release
	Methods  []*Method
}

// Release is a version with a name.
type Release struct {
	Name string
	Version
}

// Method is a method of a source.
type Method struct {
	Words
	Go   string // its name in Go, which never changes
	Cast bool
	Args []*Arg

	Request bool // its arguments are the fields of a struct
}

// Arg is an argument of a method.
type Arg struct {
	Words
	Go       string // its name in Go, which never changes
	Type     int    // an index of Types
	Optional bool
	Default  bool // it has the type's other default
	Below    string
	Retyped  bool // the convert: of Below makes an older type
}

// History is the sources of one interface, in order.
type History []*Source

// New invents a history.
func New(r *rand.Rand) History {
	i := &inventor{r: r}
	s := &Source{Version: Version{1 + r.IntN(3), 0}}
	for range 1 + r.IntN(2) {
		s.Methods = append(s.Methods, i.method(Version{}))
	}
	list := History{s}
	for range 2 + r.IntN(4) {
		s = i.next(s)
		list = append(list, s)
	}
	return list
}

// clone is a copy of s that shares nothing with it.
func (s *Source) clone() *Source {
	out := *s
	out.Also, out.Releases, out.Methods = slices.Clone(s.Also), slices.Clone(s.Releases), nil
	for _, m := range s.Methods {
		n := *m
		n.Args = nil
		for _, a := range m.Args {
			b := *a
			n.Args = append(n.Args, &b)
		}
		out.Methods = append(out.Methods, &n)
	}
	return &out
}

// Tops are the highest versions of the majors that a source serves.
func (s *Source) Tops() []Version { return append([]Version{s.Version}, s.Also...) }
