package build

import (
	"cmp"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// describe reads the keys of the method's directive.
func (m *methodBuilder) describe(out *model.Method, d *directive.Directive) {
	out.Wire, out.Topic, out.At = d.Text("name"), resolve(m.src, m.marked, d, "topic"), m.pos()
	out.Timeout, out.Monitor = d.Duration("timeout"), d.Duration("monitor")
	if out.Wire == "" {
		out.Wire = naming.Snake(out.Name)
		if m.iface.RPC != nil && naming.HasLetterWord(out.Wire) {
			m.errorf(m.pos(), "method %s would be %q on the wire, with a word of one letter: say what Python calls it with name=", out.Name, out.Wire)
		}
	}
	switch {
	case d.Name() == "event":
		m.event(out, d)
		return
	case d.Name() == "call":
		out.Verb = model.Call
	case d.Has("fanout"):
		out.Verb = model.Fanout
	default:
		out.Verb = model.Cast
	}
	out.History = m.history().read(d)
	if out.Version = out.Floor(m.iface.RPC.Version); out.Version == "" {
		out.Version = model.Major(m.iface.RPC.Version) + ".0" // only an older major has the method
	}
	m.delivery(out, d)
	m.sides(out, d)
}

// delivery reads the keys about delivery and applies the interface's defaults.
func (m *methodBuilder) delivery(out *model.Method, d *directive.Directive) {
	out.Retry, out.Unconfirmed = d.Text("retry"), d.Has("unconfirmed")
	out.Mandatory = d.Has("mandatory") || m.iface.RPC.Mandatory && out.Verb != model.Fanout
	if out.Verb == model.Call {
		out.Timeout = cmp.Or(out.Timeout, m.iface.RPC.Timeout)
		out.Monitor = cmp.Or(out.Monitor, m.iface.RPC.Monitor)
	}
	if v, given := d.Values["mandatory"]; given && out.Verb == model.Fanout {
		m.errorf(v.Pos, "mandatory has no effect on a fanout: it goes to every server there is")
	}
}

// sides reads whether the method is for clients, servers or both.
func (m *methodBuilder) sides(out *model.Method, d *directive.Directive) {
	out.Only = cmp.Or(onlyOf(d), m.iface.Only)
	if m.iface.Only != "" && out.Only != m.iface.Only {
		m.errorf(d.Values["only"].Pos, "only=%s: the interface says only=%s", out.Only, m.iface.Only)
	}
}

// onlyOf reads only=, which says for which side a method is generated.
func onlyOf(d *directive.Directive) model.Side {
	if d.Wrong("only") {
		return ""
	}
	return model.Side(d.Text("only"))
}
