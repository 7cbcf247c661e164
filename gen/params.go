package gen

import (
	"go/types"
	"strings"
)

// params models the parameters after the context.
func (m *methodBuilder) params(out *method, sig *types.Signature) {
	wires := map[string]bool{}
	for i := 1; i < sig.Params().Len(); i++ {
		v := sig.Params().At(i)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			m.errorf(m.posOf(v), "parameter %s is variadic: make it a slice", nameOf(v))
			continue
		}
		p := m.param(v, i)
		if p == nil {
			continue
		}
		if p.role == argument && wires[p.wire] {
			m.errorf(m.posOf(v), "two parameters have the name %q on the wire", p.wire)
		}
		wires[p.wire] = true
		out.params = append(out.params, p)
	}
	m.checkRoles(out)
}

// param models one parameter by its directives.
func (m *methodBuilder) param(v *types.Var, index int) *param {
	var list []*directive
	if index < len(m.decl.entries) {
		list = m.decl.entries[index].directives
	}
	p := &param{name: v.Name(), source: v.Name(), typ: v.Type(), at: m.posOf(v)}
	for _, d := range list {
		switch d.name() {
		case "server":
			p.role = server
			m.checkString(v, d)
		case "topic":
			p.role = topicPart
			m.checkString(v, d)
		case "request":
			p.role = request
			checkRequest(m.src.report, v, d.pos)
		case "arg":
			m.argument(p, v, d)
		}
	}
	if len(list) > 1 {
		m.errorf(list[1].pos, "%s:%s and %s:%s don't go together", tool, list[0].name(), tool, list[1].name())
	}
	if p.role == argument && p.wire == "" && !m.nameArgument(p, v) {
		return nil
	}
	m.unknown.travels(v.Type())
	m.types().nameable(v.Type(), m.posOf(v), "parameter "+nameOf(v))
	if p.role != server && p.role != topicPart && (!m.batch || !isIncoming(v.Type())) {
		m.types().encodable(v.Type(), m.posOf(v), "parameter "+nameOf(v))
	}
	return p
}

// nameArgument derives the argument's name from the parameter's.
func (m *methodBuilder) nameArgument(p *param, v *types.Var) bool {
	if m.iface.notify != nil { // a payload has no name
		p.wire = "payload"
		return true
	}
	if strings.Trim(v.Name(), "_") == "" {
		m.errorf(m.posOf(v), "a parameter needs a name, which is the argument's on the wire; or say //%s:arg name=", tool)
		return false
	}
	p.wire = snake(v.Name())
	if hasLetterWord(p.wire) {
		m.errorf(m.posOf(v), "parameter %s would be %q on the wire, with a word of one letter: say what Python calls it with //%s:arg name=", v.Name(), p.wire, tool)
	}
	return true
}

func (m *methodBuilder) checkString(v *types.Var, d *directive) {
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.String {
		m.errorf(d.pos, "%s:%s needs a string; %s is %s", tool, d.name(), nameOf(v), typeText(v.Type()))
	}
}

// checkRoles checks that the parameters of one method fit together.
func (m *methodBuilder) checkRoles(out *method) {
	counts := map[role]int{}
	for _, p := range out.params {
		counts[p.role]++
	}
	switch {
	case m.iface.notify != nil:
		m.checkPayload(out, counts)
	case counts[server] > 1:
		m.errorf(m.pos(), "method %s has more than one %s:server", out.name, tool)
	case counts[server] > 0 && out.verb == fanout:
		m.errorf(m.pos(), "method %s is a fanout, which goes to every server: it can't have %s:server", out.name, tool)
	case counts[topicPart] > 1:
		m.errorf(m.pos(), "method %s has more than one %s:topic", out.name, tool)
	case counts[rest] > 1:
		m.errorf(m.pos(), "method %s has more than one %s:arg rest", out.name, tool)
	case counts[request] > 1 || counts[request] == 1 && counts[argument]+counts[rest] > 0:
		m.errorf(m.pos(), "method %s: beside %s:request there can be no other argument", out.name, tool)
	}
}
