package gen

import "cmp"

// describe reads the keys of the method's directive.
func (m *methodBuilder) describe(out *method, d *directive) {
	out.wire, out.topic, out.at = d.text("name"), resolve(m.src, m.marked, d, "topic"), m.pos()
	out.timeout, out.monitor = d.duration("timeout"), d.duration("monitor")
	if out.wire == "" {
		out.wire = snake(out.name)
		if m.iface.rpc != nil && hasLetterWord(out.wire) {
			m.errorf(m.pos(), "method %s would be %q on the wire, with a word of one letter: say what Python calls it with name=", out.name, out.wire)
		}
	}
	switch {
	case d.name() == "event":
		m.event(out, d)
		return
	case d.name() == "call":
		out.verb = call
	case d.has("fanout"):
		out.verb = fanout
	default:
		out.verb = cast
	}
	out.history = m.history().read(d)
	if out.version = out.floor(m.iface.rpc.version); out.version == "" {
		out.version = major(m.iface.rpc.version) + ".0" // only an older major has the method
	}
	m.delivery(out, d)
	m.sides(out, d)
}

// delivery reads the keys about delivery and applies the interface's defaults.
func (m *methodBuilder) delivery(out *method, d *directive) {
	out.retry, out.unconfirmed = d.text("retry"), d.has("unconfirmed")
	out.mandatory = d.has("mandatory") || m.iface.rpc.mandatory && out.verb != fanout
	if out.verb == call {
		out.timeout = cmp.Or(out.timeout, m.iface.rpc.timeout)
		out.monitor = cmp.Or(out.monitor, m.iface.rpc.monitor)
	}
	if v, given := d.values["mandatory"]; given && out.verb == fanout {
		m.errorf(v.pos, "mandatory has no effect on a fanout: it goes to every server there is")
	}
}

// sides reads whether the method is for clients, servers or both.
func (m *methodBuilder) sides(out *method, d *directive) {
	out.only = cmp.Or(onlyOf(d), m.iface.only)
	if m.iface.only != "" && out.only != m.iface.only {
		m.errorf(d.values["only"].pos, "only=%s: the interface says only=%s", out.only, m.iface.only)
	}
}

// onlyOf reads only=, which says for which side a method is generated.
func onlyOf(d *directive) sideOf {
	if d.wrong("only") {
		return ""
	}
	return sideOf(d.text("only"))
}
