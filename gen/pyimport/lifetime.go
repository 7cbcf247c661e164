package pyimport

import (
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// lifetimes finds the versions in which a method and its arguments come and go.
// They show in labels, and in messages that are sent at one version cap and not
// at another.
type lifetimes struct {
	group []seen
	last  func(major int) trace.Version // the last version of a major
}

// at returns the messages that a method sends at one cap.
func (l *lifetimes) at(m *trace.Method, limit *trace.Version) []seen {
	var list []seen
	for _, s := range l.group {
		if s.method == m && s.limit == limit && s.sent() {
			list = append(list, s)
		}
	}
	return list
}

func (l *lifetimes) methods() []*trace.Method {
	var list []*trace.Method
	for _, s := range l.group {
		if !slices.Contains(list, s.method) {
			list = append(list, s.method)
		}
	}
	return list
}

// minLabel returns the lowest label of the messages that pick chooses.
func (l *lifetimes) minLabel(pick func(seen) bool) (lowest trace.Version, found bool) {
	for _, s := range l.group {
		v, ok := s.version()
		if !ok || !s.sent() || !pick(s) || found && !v.Less(lowest) {
			continue
		}
		lowest, found = v, true
	}
	return lowest, found
}

// change is the version in which something comes or goes.
type change struct {
	at    trace.Version
	known bool
}

// begins finds the lowest cap of a major at which has holds, provided that has
// does not hold at a lower cap that counts.
func (l *lifetimes) begins(major int, counts, has func(*trace.Method, *trace.Version) bool) change {
	var first change
	for _, m := range l.methods() {
		caps := capsOf(m, major)
		for i, limit := range caps {
			if !has(m, limit) {
				continue
			}
			below := slices.ContainsFunc(caps[:i], func(v *trace.Version) bool { return counts(m, v) && !has(m, v) })
			if below && (!first.known || limit.Less(first.at)) {
				first = change{*limit, true}
			}
			break
		}
	}
	return first
}

// ends finds the highest cap at which has holds, unless has also holds without
// a cap.
func (l *lifetimes) ends(has func(*trace.Method, *trace.Version) bool) change {
	var last change
	for _, m := range l.methods() {
		if has(m, nil) {
			return change{}
		}
		for _, v := range m.Views {
			if v.Cap != nil && has(m, v.Cap) && (!last.known || last.at.Less(*v.Cap)) {
				last = change{*v.Cap, true}
			}
		}
	}
	if last.at.Minor == trace.Latest {
		last.at = l.last(last.at.Major)
	}
	return last
}

// capsOf returns the caps of one major that a method was followed at,
// ascending.
func capsOf(m *trace.Method, major int) []*trace.Version {
	var caps []*trace.Version
	for _, v := range m.Views {
		if v.Cap != nil && v.Cap.Major == major {
			caps = append(caps, v.Cap)
		}
	}
	slices.SortFunc(caps, func(a, b *trace.Version) int { return a.Compare(*b) })
	return caps
}

// method returns when the method itself comes and goes.
func (l *lifetimes) method() (since, until change) {
	sent := func(m *trace.Method, v *trace.Version) bool { return len(l.at(m, v)) > 0 }
	always := func(*trace.Method, *trace.Version) bool { return true }
	lowest, ok := l.minLabel(func(seen) bool { return true })
	if !ok {
		return change{}, change{}
	}
	labelled, explicit := l.minLabel(func(s seen) bool { return s.Labelled })
	if explicit && !lowest.Less(labelled) {
		since = change{labelled, true}
	}
	if b := l.begins(lowest.Major, always, sent); b.known && (!since.known || since.at.Less(b.at)) {
		since = b
	}
	return since, l.ends(sent)
}

// span says when an argument comes and goes, and whether it may be left out.
// Ladder is set if a version cap decides when it comes.
type span struct {
	since, until     change
	optional, ladder bool
}

// arg returns the span of an argument.
func (l *lifetimes) arg(name string) (s span) {
	with := func(s seen) bool { return s.Args.Vals[name] != nil }
	without := func(s seen) bool { return s.Args.Vals[name] == nil }
	sent := func(m *trace.Method, v *trace.Version) bool { return len(l.at(m, v)) > 0 }
	has := func(m *trace.Method, v *trace.Version) bool { return slices.ContainsFunc(l.at(m, v), with) }
	lowest, ok := l.minLabel(with)
	if !ok {
		return s
	}
	s.since, s.until = l.begins(lowest.Major, sent, has), l.ends(has)
	s.ladder = s.since.known
	bare, some := l.minLabel(without)
	switch {
	case s.since.known || !some:
	case bare.Less(lowest):
		s.since = change{lowest, true}
	case has(l.group[0].method, nil):
		s.optional = slices.ContainsFunc(l.group, func(s seen) bool { return s.limit == nil && s.sent() && without(s) })
	}
	return s
}

// drops reports whether the client silently leaves an argument out below the
// version that it needs. The alternative is to refuse the call.
func (l *lifetimes) drops(name string, since trace.Version) bool {
	for _, m := range l.methods() {
		for _, v := range m.Views {
			if v.Cap == nil || !v.Cap.Less(since) || v.Cap.Major != since.Major {
				continue
			}
			for _, s := range l.at(m, v.Cap) {
				if s.Args.Vals[name] == nil {
					return !l.separates(m, v, name) && (!refuses(v, l.rootsOf(name)) || l.losesAt(m, v.Cap, name))
				}
			}
		}
	}
	return false
}

// losesAt reports whether a message at a cap leaves an argument out although the
// path to it does not show that the argument is absent.
func (l *lifetimes) losesAt(m *trace.Method, limit *trace.Version, name string) bool {
	roots := l.rootsOf(name)
	return slices.ContainsFunc(l.at(m, limit), func(s seen) bool {
		return s.Args.Vals[name] == nil && !slices.ContainsFunc(s.Conds, func(c trace.Cond) bool { return about(c, roots) && !c.Holds })
	})
}

func about(c trace.Cond, roots []string) bool {
	return slices.ContainsFunc(c.Roots, func(p string) bool { return slices.Contains(roots, p) })
}

// separates reports whether a condition on an argument decides between a refusal and
// the messages without it.
func (l *lifetimes) separates(m *trace.Method, v trace.View, name string) bool {
	roots := l.rootsOf(name)
	for _, r := range v.Refusals {
		for _, c := range r.Conds {
			if about(c, roots) && !slices.ContainsFunc(l.at(m, v.Cap), func(s seen) bool { return !opposes(s.Conds, c) }) {
				return true
			}
		}
	}
	return false
}

// opposes reports whether a path decides a condition the other way.
func opposes(path []trace.Cond, c trace.Cond) bool {
	return slices.ContainsFunc(path, func(o trace.Cond) bool { return o.Text == c.Text && o.Holds != c.Holds })
}

// refuses reports whether a view raises because of one of some parameters.
func refuses(v trace.View, roots []string) bool {
	for _, r := range v.Refusals {
		for _, c := range r.Conds {
			if c.Holds && slices.ContainsFunc(c.Roots, func(p string) bool { return slices.Contains(roots, p) }) {
				return true
			}
		}
	}
	return false
}

func (l *lifetimes) rootsOf(name string) []string {
	var roots []string
	for _, s := range l.group {
		if v := s.Args.Vals[name]; v != nil {
			roots = append(roots, trace.Roots(v)...)
		}
	}
	return roots
}
