package build

import (
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// params models the parameters after the context.
func (m *methodBuilder) params(out *model.Method, sig *types.Signature) {
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
		if p.Role == model.Argument && wires[p.Wire] {
			m.errorf(m.posOf(v), "two parameters have the name %q on the wire", p.Wire)
		}
		wires[p.Wire] = true
		out.Params = append(out.Params, p)
	}
	m.checkRoles(out)
}

// param models one parameter by its directives.
func (m *methodBuilder) param(v *types.Var, index int) *model.Param {
	var list []*directive.Directive
	if index < len(m.decl.Params) {
		list = m.decl.Params[index].Directives
	}
	p := &model.Param{Name: v.Name(), Source: v.Name(), Type: v.Type(), At: m.posOf(v)}
	for _, d := range list {
		switch d.Name() {
		case "server":
			p.Role = model.Server
			m.checkString(v, d)
		case "topic":
			p.Role = model.TopicPart
			m.checkString(v, d)
		case "request":
			p.Role = model.Request
			m.request(p, v, d)
		case "arg":
			m.argument(p, v, d)
		}
	}
	if len(list) > 1 {
		m.errorf(list[1].Pos, "%s:%s and %s:%s don't go together", directive.Tool, list[0].Name(), directive.Tool, list[1].Name())
	}
	if p.Role == model.Argument && p.Wire == "" && !m.nameArgument(p, v) {
		return nil
	}
	m.unknown.travels(v.Type())
	m.types().nameable(v.Type(), m.posOf(v), "parameter "+nameOf(v))
	if p.Role != model.Server && p.Role != model.TopicPart && (m.iface.Notify == nil || !holdsIncoming(v.Type())) {
		m.types().encodable(v.Type(), m.posOf(v), "parameter "+nameOf(v))
	}
	return p
}

// request models the fields of a request.
func (m *methodBuilder) request(p *model.Param, v *types.Var, d *directive.Directive) {
	m.found.Request(d)
	if s := requestStruct(m.src.Report, v, d.Pos); s != nil && m.iface.RPC != nil {
		p.Fields = requestReader{m.arguments(), m.found}.fields(s)
	}
}

// argument reads the oslo:arg of a parameter.
func (m *methodBuilder) argument(p *model.Param, v *types.Var, d *directive.Directive) {
	if m.iface.Notify != nil {
		p.Wire = d.Text("name")
		m.errorf(d.Pos, "%s:arg has no effect: the payload of an event has no name on the wire", directive.Tool)
		return
	}
	m.arguments().param(p, v, d)
}

// arguments reads the directives of parameters and fields.
func (m *methodBuilder) arguments() argumentReader {
	return argumentReader{m.src, m.marked.Package, m.history()}
}

// nameArgument derives the argument's name from the parameter's.
func (m *methodBuilder) nameArgument(p *model.Param, v *types.Var) bool {
	if m.iface.Notify != nil { // a payload has no name
		p.Wire = "payload"
		return true
	}
	if strings.Trim(v.Name(), "_") == "" {
		m.errorf(m.posOf(v), "a parameter needs a name, which is the argument's on the wire; or say //%s:arg name=", directive.Tool)
		return false
	}
	p.Wire = naming.Snake(v.Name())
	if naming.HasLetterWord(p.Wire) {
		m.errorf(m.posOf(v), "parameter %s would be %q on the wire, with a word of one letter: say what Python calls it with //%s:arg name=", v.Name(), p.Wire, directive.Tool)
	}
	return true
}

func (m *methodBuilder) checkString(v *types.Var, d *directive.Directive) {
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.String {
		m.errorf(d.Pos, "%s:%s needs a string; %s is %s", directive.Tool, d.Name(), nameOf(v), wiretype.Text(v.Type()))
	}
}

// checkRoles checks that the parameters of one method fit together.
func (m *methodBuilder) checkRoles(out *model.Method) {
	counts := map[model.Role]int{}
	for _, p := range out.Params {
		counts[p.Role]++
	}
	switch {
	case m.iface.Notify != nil:
		m.checkPayload(out, counts)
	case counts[model.Server] > 1:
		m.errorf(m.pos(), "method %s has more than one %s:server", out.Name, directive.Tool)
	case counts[model.Server] > 0 && out.Verb == model.Fanout:
		m.errorf(m.pos(), "method %s is a fanout, which goes to every server: it can't have %s:server", out.Name, directive.Tool)
	case counts[model.TopicPart] > 1:
		m.errorf(m.pos(), "method %s has more than one %s:topic", out.Name, directive.Tool)
	case counts[model.Rest] > 1:
		m.errorf(m.pos(), "method %s has more than one %s:arg rest", out.Name, directive.Tool)
	case counts[model.Request] > 1 || counts[model.Request] == 1 && counts[model.Argument]+counts[model.Rest] > 0:
		m.errorf(m.pos(), "method %s: beside %s:request there can be no other argument", out.Name, directive.Tool)
	}
}
