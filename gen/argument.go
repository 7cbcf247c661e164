package gen

import (
	"go/token"
	"go/types"
)

// argument reads the oslo:arg of a parameter.
func (m *methodBuilder) argument(p *param, v *types.Var, d *directive) {
	p.wire, p.named = d.text("name"), d.has("name")
	switch {
	case m.iface.notify != nil:
		m.errorf(d.pos, "%s:arg has no effect: the payload of an event has no name on the wire", tool)
	case d.words == 0:
		m.errorf(d.pos, "%s:arg says nothing: give it name=, optional, default=, since=, until=, was= or rest", tool)
	case d.has("rest") && len(d.values) > 1:
		m.errorf(d.pos, "rest goes with no other key: the arguments in it have their own names")
	case d.has("rest"):
		p.role = rest
		m.checkRest(v, d.pos)
	default:
		p.optional = d.has("optional") || d.has("default")
		p.history = m.history().read(d)
		m.standard(p, v, d)
		readBelow(m.src, m.marked.pkg, p, v, d)
	}
}

// checkRest refuses types that can't hold arguments by name.
func (m *methodBuilder) checkRest(v *types.Var, pos token.Pos) {
	t, ok := v.Type().Underlying().(*types.Map)
	if ok {
		key, isBasic := t.Key().Underlying().(*types.Basic)
		ok = isBasic && key.Kind() == types.String
	}
	if !ok {
		m.errorf(pos, "rest needs a map[string]any, or another map with strings for keys; %s is %s", nameOf(v), typeText(v.Type()))
	}
}

// standard reads default=, which has to fit the parameter's type.
func (m *methodBuilder) standard(p *param, v *types.Var, d *directive) {
	text, given := d.values["default"]
	if !given || text.wrong {
		return
	}
	literal, problem := defaultLiteral(v.Type(), text.text)
	if problem != "" {
		m.errorf(text.pos, "default %s does not fit %s, which is %s: %s", text.text, nameOf(v), typeText(v.Type()), problem)
	}
	p.standard = literal
}
