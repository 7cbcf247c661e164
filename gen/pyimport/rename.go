package pyimport

import (
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// renamedMethods finds wire names that a Python method sends only below some
// version, and another wire name from that version on.
func renamedMethods(order []channel, groups map[channel][]seen) map[channel]channel {
	was := map[channel]channel{}
	for _, old := range order {
		if slices.ContainsFunc(groups[old], func(s seen) bool { return s.limit == nil }) {
			continue
		}
		for _, young := range order {
			if young.kind == old.kind && young.wire != old.wire && samePython(groups[old], groups[young]) && !together(groups[old], groups[young]) {
				was[old] = young
			}
		}
	}
	return was
}

func samePython(a, b []seen) bool {
	return slices.ContainsFunc(b, func(s seen) bool { return s.python == a[0].python })
}

// together reports whether both groups are sent at some cap.
func together(a, b []seen) bool {
	return slices.ContainsFunc(a, func(s seen) bool {
		return slices.ContainsFunc(b, func(t seen) bool { return s.limit == t.limit && s.method == t.method && s.sent() && t.sent() })
	})
}

// rename records the method's old name and the arguments it had then.
func (b *builder) rename(m *Method, old channel, groups map[channel][]seen) {
	m.Was = old.wire
	m.Renamed = m.Since
	l := &lifetimes{groups[old], b.last}
	since, _ := l.method()
	m.Since = ""
	if since.known && !b.isFloor(since.at) {
		m.Since = since.at.String()
	}
	for _, s := range groups[old] {
		for _, wire := range s.Args.Keys {
			if m.arg(wire) != nil || slices.ContainsFunc(m.Args, func(a *Arg) bool { return a.Was == wire }) {
				continue
			}
			b.oldArg(m, wire, s)
		}
	}
}

// oldArg records an argument of the old wire name. It was renamed, or it ended
// with that name.
func (b *builder) oldArg(m *Method, wire string, s seen) {
	v := s.Args.Vals[wire]
	for _, a := range m.Args {
		if a.Was == "" && !s.has(a.Wire) && slices.Contains(a.From, trace.Text(v)) {
			a.Was, a.Renamed, a.Since = wire, m.Renamed, ""
			return
		}
	}
	a := b.arg(wire, []seen{s})
	if v, ok := trace.ParseVersion(m.Renamed); ok && v.Minor > 0 {
		a.Until = trace.Version{Major: v.Major, Minor: v.Minor - 1}.String()
	}
	m.Args = append(m.Args, a)
}

func (s seen) has(wire string) bool { return s.Args.Vals[wire] != nil }
