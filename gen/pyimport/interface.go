package pyimport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// describe makes the interface of a client class, without its methods.
func (b *builder) describe(t *trace.Tracer, o *trace.Object, c *collection) {
	i := b.iface
	i.Class, i.Pos = o.Class.Module.Name+"."+o.Class.Name, Pos{o.Class.Module.File, o.Class.Line}
	i.Name = interfaceName(o.Class.Name)
	fields := commonTarget(o, c)
	b.fill("topic", &i.Topic, fields["topic"])
	b.fill("namespace", &i.Namespace, fields["namespace"])
	if b.fill("exchange", &i.Exchange, fields["exchange"]); fields["exchange"] == nil {
		i.Exchange = b.dest.look.exchange(i.Pos.File)
	}
	if b.server != nil {
		i.Legacy = b.server.legacy
	}
	b.version(t, o, c)
	b.alsoMajors(c)
	b.releases(t, o.Class)
}

// commonTarget returns the target of the client. If the constructor makes no
// client, it is the messages' target without the fields that prepare changes.
func commonTarget(o *trace.Object, c *collection) map[string]trace.Value {
	if len(o.Clients) > 0 {
		return o.Clients[0].Target.Fields
	}
	for _, s := range c.seen {
		if s.Wire != "" {
			return s.Target
		}
	}
	return nil
}

func (b *builder) fill(what string, field *string, v trace.Value) {
	t := b.dest.topic(v)
	if len(t.params) == 0 {
		*field = t.text
	}
	if t.why != "" || len(t.params) > 0 {
		b.iface.todo(b.iface.Pos, "the %s is not known: %s", what, orText(t.why, "it is "+t.text))
		*field = ""
	}
	if what == "topic" {
		b.topicWhy = t.why
	}
}

func orText(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// version returns the version that a server of this source implements: the
// manager's version, the client's own constant, the end of the history, or the
// highest label.
func (b *builder) version(t *trace.Tracer, o *trace.Object, c *collection) {
	var version trace.Version
	take := func(text string) {
		if v, ok := trace.ParseVersion(text); ok && version.Less(v) {
			version = v
		}
	}
	if b.server != nil {
		take(b.server.version)
	}
	if text, ok := trace.Str(t.Attribute(o.Class, "RPC_API_VERSION")); ok && version.Major == 0 {
		take(text)
	}
	for _, s := range c.seen {
		take(s.Label)
	}
	if e, ok := b.history.last(version.Major); ok {
		take(e.Version.String())
	}
	if version.Major == 0 {
		version.Major = 1
	}
	b.iface.Version, b.major = version.String(), version.Major
}

// alsoMajors lists the older majors that the client still sends.
func (b *builder) alsoMajors(c *collection) {
	lasts := map[int]trace.Version{}
	for _, s := range c.seen {
		v, ok := s.version()
		if !ok || v.Major >= b.major || !s.sent() || s.Label == "" {
			continue
		}
		if lasts[v.Major].Less(v) {
			lasts[v.Major] = v
		}
	}
	for major, v := range lasts {
		if e, ok := b.history.last(major); ok && v.Less(e.Version) {
			v = e.Version
		}
		b.iface.Also = append(b.iface.Also, v.String())
	}
	slices.Sort(b.iface.Also)
}

// releases reads the names of releases from an alias table or from the history.
func (b *builder) releases(t *trace.Tracer, c *pyast.Class) {
	list := b.history.Releases
	if table := aliases(t, c); len(table) > 0 {
		list = table
	}
	for _, r := range list {
		if v, ok := trace.ParseVersion(r.Version); ok && b.serves(v) && !strings.ContainsAny(r.Name, " =") && b.release(r.Name) == nil {
			b.iface.Releases = append(b.iface.Releases, r)
		}
	}
}

func (b *builder) release(name string) *Release {
	for i := range b.iface.Releases {
		if b.iface.Releases[i].Name == name {
			return &b.iface.Releases[i]
		}
	}
	return nil
}

// serves reports whether the interface serves a version.
func (b *builder) serves(v trace.Version) bool {
	for _, have := range append([]string{b.iface.Version}, b.iface.Also...) {
		if last, ok := trace.ParseVersion(have); ok && v.Sendable(last) {
			return true
		}
	}
	return false
}

// aliases reads VERSION_ALIASES, or a table that maps releases to tables with an
// rpc entry.
func aliases(t *trace.Tracer, c *pyast.Class) []Release {
	var list []Release
	for _, k := range t.Order(c) {
		n := k.Assigned("VERSION_ALIASES")
		if n == nil || n.Kind != "Dict" {
			continue
		}
		for i, key := range n.Else {
			name, ok := keyText(key)
			version, text := keyText(n.List[i])
			if ok && text {
				list = append(list, Release{name, version, Pos{k.Module.File, key.Line}})
			}
		}
		return list
	}
	return releaseMapping(t, c)
}

// releaseMapping reads RELEASE_MAPPING of a module that the client imports.
func releaseMapping(t *trace.Tracer, c *pyast.Class) []Release {
	var list []Release
	for _, n := range c.Module.Imports {
		for _, k := range n.Keywords {
			m, ok := t.Static(c.Module, &pyast.Node{Kind: "Name", Name: k.Name}).(*trace.Module)
			if !ok || m.Module.Assigned("RELEASE_MAPPING") == nil {
				continue
			}
			table, _ := t.Static(m.Module, m.Module.Assigned("RELEASE_MAPPING")).(*trace.Dict)
			list = append(list, mapped(m.Module, table)...)
		}
	}
	return list
}

// mapped returns the entries of a release table that have names. They include
// entries assigned later, such as RELEASE_MAPPING['zed'] =
// RELEASE_MAPPING['21.1'].
func mapped(m *pyast.Module, table *trace.Dict) []Release {
	if table == nil {
		return nil
	}
	var list []Release
	for _, a := range m.Assigns {
		target := a.List[0]
		if target.Kind != "Subscript" || target.X.Name != "RELEASE_MAPPING" || a.X == nil || a.X.Kind != "Subscript" {
			continue
		}
		name, _ := keyText(target.Y)
		number, _ := keyText(a.X.Y)
		entry, _ := table.Vals[number].(*trace.Dict)
		if entry == nil || name == "" {
			continue
		}
		if version, ok := trace.Str(entry.Vals["rpc"]); ok {
			list = append(list, Release{name, version, Pos{m.File, a.Line}})
		}
	}
	return list
}
