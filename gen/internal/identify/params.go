package identify

import (
	"go/token"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// nameParams names the parameters of a client's method so that they hide
// nothing that its body needs.
func nameParams(m *model.Method, reserved ...naming.Set) {
	local := naming.Set{}
	if m.Ctx == "" || m.Ctx == "_" || naming.AnyHas(reserved, m.Ctx) {
		m.Ctx = "ctx"
	}
	m.Ctx = local.Take(m.Ctx, reserved...)
	fields := naming.Set{}
	for _, p := range m.Params {
		if p.Name == "" || p.Name == "_" {
			p.Name = unnamed(p)
		}
		p.Field = fields.Take(naming.Exported(p.Name))
		if naming.AnyHas(reserved, p.Name) || local[p.Name] {
			p.Name += "Arg"
		}
		p.Name = local.Take(p.Name, reserved...)
	}
	for _, c := range m.Constants {
		c.Field = fields.Take(naming.Exported(naming.Camel(c.Wire)))
	}
}

// unnamed returns the name of a parameter that has none in the source.
func unnamed(p *model.Param) string {
	switch {
	case p.Role == model.Server:
		return "server"
	case token.IsIdentifier(naming.Camel(p.Wire)):
		return naming.Camel(p.Wire)
	default:
		return "arg"
	}
}
