package pyimport

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// oldLabels checks PY01.
func (c *checker) oldLabels() {
	for _, m := range c.iface.Methods {
		label, ok := (&lifetimes{m.free(), c.last}).minLabel(func(s seen) bool { return s.Label != "" })
		if !ok {
			continue
		}
		if since, dated := trace.ParseVersion(m.Since); dated && m.Was == "" && label.Major == since.Major && label.Less(since) {
			c.found(m.Pos, c.newer(m, since), "%s is sent as %s and needs %s", m.Wire, label, since)
		}
		for _, a := range m.Args {
			since, dated := trace.ParseVersion(a.Since)
			if dated && a.History != nil && label.Less(since) && label.Major == since.Major && always(m, a.Wire) {
				c.found(a.Pos, *a.History, "%s.%s came in %s and is sent as %s", m.Wire, a.Wire, since, label)
			}
		}
	}
}

// newer returns the place that says that a method needs a version.
func (c *checker) newer(m *Method, since trace.Version) Pos {
	if e := c.history.added(m.Wire, since.Major); e != nil && e.Version == since {
		return e.Pos
	}
	fn := m.messages[0].method.Func
	for _, d := range fn.Decorators {
		if strings.Contains(pyast.DecoratorName(d), "version") {
			return Pos{fn.Module.File, d.Line}
		}
	}
	return Pos{fn.Module.File, fn.Line}
}

// always reports whether an argument is in every message without a version cap.
func always(m *Method, wire string) bool {
	return !slices.ContainsFunc(m.free(), func(s seen) bool { return !s.has(wire) })
}

// newLabels checks PY02.
func (c *checker) newLabels() {
	if c.server == nil {
		return
	}
	served, ok := trace.ParseVersion(c.server.version)
	if !ok {
		return
	}
	for _, m := range c.iface.Methods {
		if label, ok := c.label(m); ok && (label.Major != served.Major || served.Less(label)) {
			c.found(m.Pos, c.server.pos, "%s is sent as %s, and the server is at %s", m.Wire, label, served)
		}
	}
}

// stuckLadders checks PY03.
func (c *checker) stuckLadders() {
	for _, m := range c.iface.Methods {
		for _, a := range m.Args {
			since, ok := trace.ParseVersion(a.Since)
			if !ok || !a.ladder || a.Was != "" {
				continue
			}
			for _, s := range m.free() {
				if v, ok := s.version(); ok && s.has(a.Wire) && v.Major == since.Major && v.Less(since) {
					c.found(s.place(), Pos{s.method.Func.Module.File, s.method.Func.Line}, "%s.%s needs %s and is sent as %s", m.Wire, a.Wire, since, v)
					break
				}
			}
		}
	}
}

// holes checks PY04.
func (c *checker) holes() {
	for _, m := range c.sent.methods {
		for _, v := range m.Views {
			if v.Cap == nil || !refusedByCap(v) || sends(v) {
				continue
			}
			below := slices.ContainsFunc(m.Views, func(o trace.View) bool {
				return o.Cap != nil && o.Cap.Major == v.Cap.Major && o.Cap.Less(*v.Cap) && sends(o)
			})
			if below {
				msg := v.Messages[0]
				c.found(Pos{msg.File, msg.Line}, Pos{m.Func.Module.File, m.Func.Line}, "at version cap %s, %s uses %s", v.Cap, m.Func.Name, msg.Label)
			}
		}
	}
}

func refusedByCap(v trace.View) bool {
	return slices.ContainsFunc(v.Messages, func(m *trace.Message) bool { return m.Refused })
}

func sends(v trace.View) bool {
	return slices.ContainsFunc(v.Messages, func(m *trace.Message) bool { return !m.Refused })
}

// mixedArguments checks PY05.
func (c *checker) mixedArguments() {
	type use struct {
		m *Method
		a *Arg
	}
	uses := map[string][]use{}
	var order []string
	for _, m := range c.iface.Methods {
		for _, a := range m.Args {
			if a.ladder && a.Since != "" {
				if uses[a.Wire] == nil {
					order = append(order, a.Wire)
				}
				uses[a.Wire] = append(uses[a.Wire], use{m, a})
			}
		}
	}
	for _, wire := range order {
		first := uses[wire][0]
		for _, u := range uses[wire][1:] {
			if u.a.Below != first.a.Below && u.m.Wire != first.m.Wire {
				c.found(u.a.Pos, first.a.Pos, "%s %s %s, and %s %s it", u.m.Wire, treatment(u.a), wire, first.m.Wire, treatment(first.a))
			}
		}
	}
}

func treatment(a *Arg) string {
	if a.Below == "drop" {
		return "drops"
	}
	return "refuses"
}

// shortAliases checks PY06.
func (c *checker) shortAliases() {
	table := aliases(c.tracer, c.object.Class)
	if len(table) == 0 || c.object.Class.Assigned("VERSION_ALIASES") == nil {
		return
	}
	current, _ := trace.ParseVersion(c.iface.Version)
	var newest trace.Version
	last := table[0]
	for _, r := range table {
		if v, ok := trace.ParseVersion(r.Version); ok && !v.Less(newest) {
			newest, last = v, r
		}
	}
	if newest.Less(current) {
		other := c.iface.Pos
		if e, ok := c.history.last(current.Major); ok {
			other = e.Pos
		}
		c.found(last.Pos, other, "the last alias is %s=%s, and the interface is at %s", last.Name, last.Version, current)
	}
}

var namedMethod = regexp.MustCompile(`\b([a-z]\w*_\w+)\(\)`)

// histories checks PY07.
func (c *checker) histories() {
	current, _ := trace.ParseVersion(c.iface.Version)
	last, ok := c.history.last(-1)
	if !ok {
		return
	}
	code, place := c.codeVersion()
	if code != last.Version && code.Major > 0 {
		c.found(last.Pos, place, "the history ends at %s and the code is at %s", last.Version, code)
	}
	for _, e := range c.history.Entries {
		if e.Version.Major != current.Major {
			continue
		}
		for _, name := range namedMethod.FindAllStringSubmatch(e.Text, -1) {
			if !c.knows(name[1]) && c.history.added(name[1], e.Version.Major) != nil && !c.removed(name[1]) {
				c.found(e.Pos, c.iface.Pos, "%s came in %s and is not there", name[1], e.Version)
			}
		}
	}
}

// codeVersion returns the version in a constant of the client or the manager.
func (c *checker) codeVersion() (trace.Version, Pos) {
	if c.server != nil && c.server.version != "" {
		v, _ := trace.ParseVersion(c.server.version)
		return v, c.server.pos
	}
	text, _ := trace.Str(c.tracer.Attribute(c.object.Class, "RPC_API_VERSION"))
	v, _ := trace.ParseVersion(text)
	pos := c.iface.Pos
	if n := c.object.Class.Assigned("RPC_API_VERSION"); n != nil {
		pos.Line = n.Line
	}
	return v, pos
}

// knows reports whether the client or the manager has a method of that name.
func (c *checker) knows(name string) bool {
	if c.server != nil && c.server.endpoints[name] != nil {
		return true
	}
	for _, k := range c.tracer.Order(c.object.Class) {
		if k.Func(name) != nil {
			return true
		}
	}
	return slices.ContainsFunc(c.iface.Methods, func(m *Method) bool { return m.Wire == name || m.Was == name })
}

func (c *checker) removed(name string) bool {
	return slices.ContainsFunc(c.history.Entries, func(e Entry) bool { return mentions(e.Text, name) && removes.MatchString(e.Text) })
}
