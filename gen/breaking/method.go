package breaking

import (
	"slices"

	"github.com/oslogen/oslogen/internal/ladder"
)

// methodComparison compares one method.
type methodComparison struct {
	*comparison
	pair
	methodPair
	served []ladder.Version // the earlier tops: the versions up to them are released
}

// breaks are the pairs of peers of the method that a change breaks.
func (m *methodComparison) breaks(peers ...Peer) []Peer {
	only := m.pair.now.Only
	if now := m.methodPair.now; only == Both && now != nil {
		only = now.Only
	}
	return between(only, peers...)
}

// name is the method as the source calls it.
func (m *methodComparison) name() string {
	if m.methodPair.now != nil {
		return m.pair.now.Name + "." + m.methodPair.now.Go
	}
	return m.pair.old.Name + "." + m.methodPair.old.Go
}

// at is a change of a code at a place of the method.
func (m *methodComparison) at(code string, pos, before Pos, peers ...Peer) change {
	return change{code: code, pos: pos, before: before, breaks: m.breaks(peers...)}
}

func (m *methodComparison) compare() {
	old, now := m.methodPair.old, m.methodPair.now
	switch {
	case now == nil:
		m.gone()
		return
	case old == nil:
		m.came()
		return
	}
	m.kind()
	m.names()
	m.spans()
	m.destination()
	m.arguments()
	m.results()
}

// isReleased reports whether a method of the earlier state is in a version that is
// still served.
func (m *methodComparison) isReleased(old *Method) bool {
	return slices.ContainsFunc(m.served, func(top ladder.Version) bool { return old.has(top) })
}

// floor is the lowest version of top's major, up to top, that has the method.
func (m *Method) floor(top ladder.Version) (ladder.Version, bool) {
	l := ladder.Method{Span: m.Span}
	return l.Floor(top)
}

// has reports whether some version of top's major, up to top, has the method.
func (m *Method) has(top ladder.Version) bool {
	_, ok := m.floor(top)
	return ok
}

// gone reports a method that is removed, unless another interface at the same
// address has it.
func (m *methodComparison) gone() {
	old := m.methodPair.old
	if !m.isReleased(old) || m.elsewhere() {
		return
	}
	ch := m.at("method-removed", m.pair.now.Pos, old.Pos, OldClient)
	if old.Only == ClientOnly {
		ch.breaks = nil // no server of ours ran it
	}
	m.found(ch, "%s is gone: a new server answers %q of an old client with NoSuchMethod%s", m.name(), old.Name, lost(old.Kind))
}

// lost describes the fate of an answer to a cast.
func lost(kind string) string {
	if kind == "call" {
		return ""
	}
	return ", which the caller of a " + kind + " does not learn"
}

// elsewhere reports whether another interface that a server of the same address
// serves has the method.
func (m *methodComparison) elsewhere() bool {
	old := m.methodPair.old
	return slices.ContainsFunc(m.comparison.now.Interfaces, func(i *Interface) bool {
		return i != m.pair.now && i.address() == m.pair.now.address() && i.Only != ClientOnly &&
			slices.ContainsFunc(i.Methods, func(o *Method) bool { return o.Name == old.Name && o.Kind == old.Kind })
	})
}

// came reports a method that released versions seem to have.
func (m *methodComparison) came() {
	now := m.methodPair.now
	for _, top := range m.served {
		if !now.has(top) || !m.isServed(top.Major) || m.split() {
			continue
		}
		m.found(m.at("method-added", now.Pos, m.pair.old.Pos, NewClient),
			"%s is new, and released servers of %s seem to have it: they answer a new client with NoSuchMethod, where since= makes it UnsupportedVersion%s", m.name(), top, lost(now.Kind))
		return
	}
}

// isServed reports whether the newer state serves a major.
func (m *methodComparison) isServed(major int) bool {
	return slices.ContainsFunc(m.pair.now.tops(), func(v ladder.Version) bool { return v.Major == major })
}

// split reports whether another interface of the earlier state had the method at the
// same address.
func (m *methodComparison) split() bool {
	now := m.methodPair.now
	return slices.ContainsFunc(m.comparison.old.Interfaces, func(i *Interface) bool {
		return i != m.pair.old && i.address() == m.pair.old.address() &&
			slices.ContainsFunc(i.Methods, func(o *Method) bool { return o.Name == now.Name && o.Kind == now.Kind })
	})
}

func (m *methodComparison) kind() {
	old, now := m.methodPair.old, m.methodPair.now
	if old.Kind == now.Kind {
		return
	}
	harm := map[string]string{
		"call":   "an old client casts, and a new one waits for a result that old servers do not send",
		"cast":   "an old client waits for a result, and the new server has none",
		"fanout": "new clients run it on every server, and old clients on one",
	}[now.Kind]
	m.found(m.at("method-kind-changed", now.Pos, old.Pos, OldClient, NewClient), "%s was a %s and is a %s: %s", m.name(), old.Kind, now.Kind, harm)
}

// names compares the name on the wire at every version that is released.
func (m *methodComparison) names() {
	old, now := m.methodPair.old, m.methodPair.now
	for _, v := range m.points(old.Span, now.Span, old.Renamed, now.Renamed) {
		if old.Has(v) && old.At(v) != now.At(v) {
			m.found(m.at("method-renamed", now.Pos, old.Pos, OldClient, NewClient),
				"%s is %q on the wire, and was %q at %s: the other side answers with NoSuchMethod%s", m.name(), now.At(v), old.At(v), v, lost(now.Kind))
			return
		}
	}
}

// points are the released versions at which something may differ.
func (m *methodComparison) points(a, b ladder.Span, more ...ladder.Version) []ladder.Version {
	next := func(v ladder.Version) ladder.Version { return ladder.Version{Major: v.Major, Minor: v.Minor + 1} }
	candidates := append(slices.Clip(more), a.Since, b.Since, a.Until, b.Until, next(a.Until), next(b.Until))
	var list []ladder.Version
	for _, top := range m.served {
		list = append(list, ladder.Version{Major: top.Major}, top)
		for _, v := range candidates {
			if v.Major == top.Major && !v.IsZero() && !top.Below(v) {
				list = append(list, v)
			}
		}
	}
	slices.SortFunc(list, ladder.Version.Compare)
	return slices.Compact(list)
}

// spans compares the lowest released versions that have the method, by which messages
// are labelled.
func (m *methodComparison) spans() {
	for _, top := range m.served {
		was, had := m.methodPair.old.floor(top)
		is, has := m.methodPair.now.floor(top)
		switch {
		case had && !has:
			m.ends(top)
		case has && (!had || is.Below(was)):
			m.starts("since-changed", is, "%s seems to be in %s, and servers of it do not have it: they answer a new client with NoSuchMethod"+lost(m.methodPair.now.Kind))
		case had && was.Below(is):
			m.starts("since-changed", was, "%s is no longer in %s, and servers of it have it: they answer a new client with UnsupportedVersion, and one that is pinned to it refuses")
		}
	}
}

func (m *methodComparison) starts(code string, v ladder.Version, text string) {
	m.found(m.at("method-"+code, m.methodPair.now.Pos, m.methodPair.old.Pos, NewClient), text, m.name(), v)
}

// ends reports a method that no version of a major has any more.
func (m *methodComparison) ends(top ladder.Version) {
	code := "until-changed"
	if top.Below(m.methodPair.now.Since) {
		code = "since-changed"
	}
	m.starts(code, top, "%s is no longer in %s, and servers of it have it: a new client refuses to call them")
}

// moved returns a released version that one span has and the other has not, and
// which end of them that is.
func (m *methodComparison) moved(old, now ladder.Span) (code string, at ladder.Version) {
	for _, v := range m.points(old, now) {
		switch {
		case old.Has(v) == now.Has(v):
		case v.Below(old.Since) || v.Below(now.Since):
			return "since-changed", v
		default:
			return "until-changed", v
		}
	}
	return "", ladder.Version{}
}

// destination compares where the messages of the method go.
func (m *methodComparison) destination() {
	old, now := m.methodPair.old, m.methodPair.now
	if old.TopicText != now.TopicText {
		topic := func(text string, i *Interface) string {
			if text == "" {
				return i.Topic.Text
			}
			return text
		}
		before, after := topic(old.TopicText, m.pair.old), topic(now.TopicText, m.pair.now)
		if before != after {
			m.found(m.at("method-topic-changed", now.Pos, old.Pos, OldClient, NewClient),
				"%s moved from topic %s to %s: requests of old clients and of new ones to old servers reach nobody", m.name(), before, after)
		}
	}
	switch {
	case old.Server == now.Server:
	case now.Server:
		m.found(m.at("server-parameter-changed", now.Pos, old.Pos, OldClient),
			"%s goes to one server, and old clients send it to any: it may run on another host than the caller of a new client means", m.name())
	default:
		m.found(m.at("server-parameter-changed", now.Pos, old.Pos, NewClient),
			"%s goes to any server, and old clients send it to one: a new client's request may run on the wrong host", m.name())
	}
}
