package pyimport

import (
	"cmp"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// fromHistory adds facts from the history that the code does not show. It dates
// arguments that are always sent, and methods that are older than their label.
func (b *builder) fromHistory(m *Method) {
	label, labelled := b.label(m)
	major := b.major
	if labelled {
		major = label.Major
	}
	newest := b.argsFromHistory(m, major)
	e := b.history.added(m.Wire, major)
	switch {
	case e == nil:
		if labelled && newest.Compare(label) == 0 && label.Minor > 0 && m.Since == label.String() {
			m.Since = "" // an argument explains the label, and nothing dates the method
		}
	case !labelled, label.Less(e.Version):
		b.setSince(m, e.Version)
	case e.Version.Less(label) && newest.Compare(label) == 0 && m.Since == label.String():
		b.setSince(m, e.Version)
	}
	b.floorArgs(m)
}

func (b *builder) setSince(m *Method, v trace.Version) {
	since, _ := trace.ParseVersion(m.Since)
	if m.Since != "" && v.Less(since) && b.guarded(m) {
		return
	}
	m.Since = ""
	if !b.isFloor(v) {
		m.Since = v.String()
	}
}

// guarded reports whether the client refuses the method below some cap. That is
// better evidence than a history.
func (b *builder) guarded(m *Method) bool {
	for _, s := range m.messages {
		for _, v := range s.method.Views {
			if v.Cap != nil && len(v.Refusals) > 0 && len((&lifetimes{m.messages, b.last}).at(s.method, v.Cap)) == 0 {
				return true
			}
		}
	}
	return false
}

// label returns the label that prepare gives to a method, if there is one.
func (b *builder) label(m *Method) (trace.Version, bool) {
	l := &lifetimes{m.messages, b.last}
	return l.minLabel(func(s seen) bool { return s.Labelled && s.limit == nil })
}

// argsFromHistory dates arguments that the code does not date. It returns the
// newest of these dates.
func (b *builder) argsFromHistory(m *Method, major int) trace.Version {
	var newest trace.Version
	for _, a := range m.Args {
		for _, name := range []string{a.Wire, a.Was} {
			e := b.history.addedArg(m.Wire, cmp.Or(name, a.Wire), major)
			if e == nil || a.Since != "" || a.Until != "" {
				continue
			}
			if e.Version.Minor > 0 {
				a.Since, a.History = e.Version.String(), &e.Pos
			}
			if newest.Less(e.Version) {
				newest = e.Version
			}
		}
	}
	return newest
}

// floorArgs drops arguments' dates that repeat the method's.
func (b *builder) floorArgs(m *Method) {
	since, ok := trace.ParseVersion(m.Since)
	for _, a := range m.Args {
		if a.Until == m.Until {
			a.Until = ""
		}
		v, dated := trace.ParseVersion(a.Since)
		if dated && ok && !since.Less(v) && m.Was == "" {
			a.Since, a.Below, a.History = "", "", nil
		}
	}
}
