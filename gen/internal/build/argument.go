package build

import (
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// argument reads the oslo:arg of a parameter.
func (m *methodBuilder) argument(p *model.Param, v *types.Var, d *directive.Directive) {
	p.Wire, p.Named = d.Text("name"), d.Has("name")
	switch {
	case m.iface.Notify != nil:
		m.errorf(d.Pos, "%s:arg has no effect: the payload of an event has no name on the wire", directive.Tool)
	case d.Words == 0:
		m.errorf(d.Pos, "%s:arg says nothing: give it name=, optional, default=, since=, until=, was= or rest", directive.Tool)
	case d.Has("rest") && len(d.Values) > 1:
		m.errorf(d.Pos, "rest goes with no other key: the arguments in it have their own names")
	case d.Has("rest"):
		p.Role = model.Rest
		m.checkRest(v, d.Pos)
	default:
		p.Optional = d.Has("optional") || d.Has("default")
		p.History = m.history().read(d)
		m.standard(p, v, d)
		readBelow(m.src, m.marked.Package, p, v, d)
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
		m.errorf(pos, "rest needs a map[string]any, or another map with strings for keys; %s is %s", nameOf(v), wiretype.Text(v.Type()))
	}
}

// standard reads default=, which has to fit the parameter's type.
func (m *methodBuilder) standard(p *model.Param, v *types.Var, d *directive.Directive) {
	text, given := d.Values["default"]
	if !given || text.Wrong {
		return
	}
	literal, problem := defaultLiteral(v.Type(), text.Text)
	if problem != "" {
		m.errorf(text.Pos, "default %s does not fit %s, which is %s: %s", text.Text, nameOf(v), wiretype.Text(v.Type()), problem)
	}
	p.Default = literal
}
