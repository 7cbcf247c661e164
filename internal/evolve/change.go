package evolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// inventor changes sources as developers do.
type inventor struct {
	r     *rand.Rand
	names int
}

func (i *inventor) name(prefix string) string {
	i.names++
	return fmt.Sprintf("%s%d", prefix, i.names)
}

func (i *inventor) oneIn(n int) bool { return i.r.IntN(n) == 0 }

func (i *inventor) method(since Version) *Method {
	m := &Method{Words: Words{Name: i.name("m"), Since: since}, Cast: i.oneIn(3)}
	m.Go = "M" + m.Name[1:]
	for range i.r.IntN(4) {
		m.Args = append(m.Args, i.arg(Version{}))
	}
	m.Request = i.oneIn(3)
	return m
}

func (i *inventor) arg(since Version) *Arg {
	a := &Arg{Words: Words{Name: i.name("a"), Since: since}, Type: i.r.IntN(len(Types))}
	a.Go = "p" + a.Name[1:]
	switch i.r.IntN(5) {
	case 0:
		a.Optional = true
	case 1:
		a.Default = Types[a.Type].Default != ""
		a.Optional = a.Default
	}
	if !since.IsZero() && i.oneIn(3) {
		a.Below = "drop"
	}
	return a
}

// next is the source at the version after s.
func (i *inventor) next(s *Source) *Source {
	last := s.Version
	s = s.clone()
	s.Version = Version{last.Major, last.Minor + 1 + i.r.IntN(2)}
	if i.oneIn(3) {
		s.Version = Version{last.Major + 1, 0}
		s.Also = append([]Version{last}, s.Also...)
	}
	for range 1 + i.r.IntN(3) {
		i.change(s, last)
	}
	if len(s.Also) > 0 && i.oneIn(4) {
		i.dropMajor(s)
	}
	s.tidy()
	if i.oneIn(2) {
		s.Releases = append(s.Releases, Release{i.name("r"), s.Version})
	}
	return s
}

// dropMajor makes a source not serve its oldest major any more. Methods and
// arguments of that major alone go, and so do the words about it.
func (i *inventor) dropMajor(s *Source) {
	s.Also = s.Also[:len(s.Also)-1]
	oldest := s.Tops()[len(s.Also)].Major
	s.Releases = slices.DeleteFunc(s.Releases, func(r Release) bool { return r.Major < oldest })
	gone := func(w *Words) bool {
		if w.Since.Major < oldest {
			w.Since = Version{}
		}
		if w.Renamed.Major < oldest {
			w.Was, w.Renamed = "", Version{}
		}
		return !w.Until.IsZero() && w.Until.Major < oldest
	}
	s.Methods = slices.DeleteFunc(s.Methods, func(m *Method) bool { return gone(&m.Words) })
	for _, m := range s.Methods {
		m.Args = slices.DeleteFunc(m.Args, func(a *Arg) bool { return gone(&a.Words) })
	}
	if len(s.Methods) == 0 {
		s.Methods = append(s.Methods, i.method(s.Version))
	}
}

// tidy removes the things that oslogen refuses: arguments that no version of their
// method has, and rules for clients of versions that do not exist.
func (s *Source) tidy() {
	for _, m := range s.Methods {
		m.Args = slices.DeleteFunc(m.Args, func(a *Arg) bool {
			served, older := false, false
			for _, top := range s.Tops() {
				floor := Version{Major: top.Major}
				if floor.Below(m.Since) {
					floor = m.Since
				}
				if top.Below(floor) || !m.Until.IsZero() && m.Until.Below(floor) {
					continue
				}
				served = served || !top.Below(a.Since) && (a.Until.IsZero() || !a.Until.Below(floor))
				older = older || floor.Below(a.Since)
			}
			if !older {
				a.Below, a.Retyped = "", false
			}
			return !served
		})
	}
}

// change makes one change. last is the version before.
func (i *inventor) change(s *Source, last Version) {
	m := s.Methods[i.r.IntN(len(s.Methods))]
	fresh := m.Since == s.Version
	switch i.r.IntN(10) {
	case 0:
		s.Methods = append(s.Methods, i.method(s.Version))
	case 1:
		if isNew := func(a *Arg) bool { return a.Since == s.Version }; !fresh && m.Until.IsZero() && !slices.ContainsFunc(m.Args, isNew) {
			m.Until = last
		}
	case 2:
		i.rename(&m.Words, s.Version, "m")
	case 3, 4, 5:
		if m.Until.IsZero() && !fresh {
			m.Args = append(m.Args, i.arg(s.Version))
		}
	default:
		if len(m.Args) > 0 {
			i.changeArg(m, m.Args[i.r.IntN(len(m.Args))], s.Version, last)
		}
	}
}

// changeArg removes, renames or retypes an argument.
func (i *inventor) changeArg(m *Method, a *Arg, now, last Version) {
	if a.Since == now || m.Since == now || !m.Until.IsZero() || !a.Until.IsZero() {
		return
	}
	switch i.r.IntN(3) {
	case 0:
		a.Until = last
	case 1:
		i.rename(&a.Words, now, "a")
	default:
		if to := Types[a.Type].Retyped; to > 0 && a.Since.IsZero() && a.Was == "" && !a.Default {
			a.Type, a.Since, a.Below, a.Retyped = to, now, "convert", true
			if i.oneIn(2) {
				i.rename(&a.Words, now, "a")
			}
		}
	}
}

func (i *inventor) rename(w *Words, now Version, prefix string) {
	if w.Was == "" && w.Until.IsZero() && w.Renamed != now && (w.Since != now || prefix == "a") {
		w.Was, w.Name, w.Renamed = w.Name, i.name(prefix), now
	}
}
