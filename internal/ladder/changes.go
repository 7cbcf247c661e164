package ladder

import "slices"

// Step is one version of an interface, and its changes.
type Step struct {
	Version
	Releases []string // its names
	Came     []Item
	Changed  []Item
	Left     []Item // methods and arguments that only earlier versions have
}

// Item is a method or an argument.
type Item struct {
	Method  string
	Arg     string // empty for the method itself
	Was     string // its name before, if that has changed
	Retyped bool   // its type has changed
}

// Steps are the versions of an interface in order, beginning with the oldest version
// in its source. That one has the methods that have always been there.
func (i *Interface) Steps() []Step {
	steps := make([]Step, 0, 8)
	for _, v := range i.versions() {
		s := Step{Version: v}
		for _, r := range i.Releases {
			if r.Version == v {
				s.Releases = append(s.Releases, r.Name)
			}
		}
		for n := range i.Methods {
			i.Methods[n].change(&s, len(steps) == 0, i.follower)
		}
		steps = append(steps, s)
	}
	return steps
}

// versions are all versions that the source mentions, in order.
func (i *Interface) versions() []Version {
	var list []Version
	note := func(s Span, n WireName) {
		list = append(list, s.Since, n.Renamed)
		if !s.Until.IsZero() {
			list = append(list, s.Until, i.follower(s.Until))
		}
	}
	for _, top := range i.Tops() {
		list = append(list, Version{Major: top.Major}, top)
	}
	for _, r := range i.Releases {
		list = append(list, r.Version)
	}
	for _, m := range i.Methods {
		note(m.Span, m.WireName)
		for _, a := range m.Args {
			note(a.Span, a.WireName)
		}
	}
	list = slices.DeleteFunc(list, Version.IsZero)
	slices.SortFunc(list, Version.Compare)
	return slices.Compact(list)
}

// follower is the version after v, the zero value if there is none yet.
func (i *Interface) follower(v Version) Version {
	next := Version{v.Major, v.Minor + 1}
	var later Version
	for _, top := range i.Tops() {
		if top.Serves(next) {
			return next
		}
		if v.Major < top.Major && (later.IsZero() || top.Major < later.Major) {
			later = Version{Major: top.Major}
		}
	}
	return later
}

// change adds a version's changes of the method and its arguments. first is true for
// the first version, which has everything that has always been there.
func (m *Method) change(s *Step, first bool, follower func(Version) Version) {
	if m.Since == s.Version || first && m.Since.IsZero() {
		s.Came = append(s.Came, Item{Method: m.At(s.Version)})
	}
	if m.Was != "" && m.Renamed == s.Version {
		s.Changed = append(s.Changed, Item{Method: m.Name, Was: m.Was})
	}
	if !m.Until.IsZero() && follower(m.Until) == s.Version {
		s.Left = append(s.Left, Item{Method: m.At(m.Until)})
	}
	for k := range m.Args {
		m.Args[k].change(s, m.At(s.Version), follower)
	}
}

func (a *Arg) change(s *Step, method string, follower func(Version) Version) {
	item := Item{Method: method, Arg: a.At(s.Version)}
	comes, renamed := a.Since == s.Version, a.Was != "" && a.Renamed == s.Version
	if renamed {
		item.Was = a.Was
	}
	switch {
	case comes && a.Below == Convert:
		item.Retyped = true
		s.Changed = append(s.Changed, item)
	case comes:
		s.Came = append(s.Came, Item{Method: method, Arg: a.At(s.Version)})
	case renamed:
		s.Changed = append(s.Changed, item)
	}
	if !a.Until.IsZero() && follower(a.Until) == s.Version {
		s.Left = append(s.Left, Item{Method: method, Arg: a.At(a.Until)})
	}
}
