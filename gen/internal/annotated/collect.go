package annotated

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// Collect finds the annotated interfaces of p and marks the declarations they
// need.
func (s *Survey) Collect(p *load.Package) {
	s.src.Read(p)
	for _, f := range p.Files {
		s.comments[f], s.own[f] = directive.NewComments(f.Tree, s.src.Report), true
		for _, d := range f.Tree.Decls {
			if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
				s.collectTypes(p, f, gen)
			}
		}
	}
}

func (s *Survey) collectTypes(p *load.Package, f *load.File, gen *ast.GenDecl) {
	for _, one := range gen.Specs {
		spec := one.(*ast.TypeSpec)
		doc := load.TypeDoc(gen, spec)
		s.indexMethods(f, spec)
		if _, ok := spec.Type.(*ast.StructType); ok {
			continue // the directive stays unclaimed
		}
		m := &Interface{p, f, spec, doc, s.comments[f].Claim(doc, directive.OnInterface)}
		s.comments[f].Behind(spec.Comment, directive.OnInterface)
		base := s.claimBase(m)
		if list := m.Directives; len(list) > 0 && spec.Assign.IsValid() {
			s.src.Report.Errorf(list[0].Pos, "%s:%s belongs on an interface, and %s is an alias: leave out its =", directive.Tool, list[0].Name(), spec.Name.Name)
			m.Directives = nil
		}
		if len(m.Directives) == 0 {
			if s.comments[f].Attempted(doc, base...) {
				s.refused = append(s.refused, m)
			}
			continue
		}
		s.Interfaces = append(s.Interfaces, m)
		s.src.Want(p, spec.Name.Name)
		s.wantErrors(p, f, m.Directives)
		s.wantConstants(p, f, spec, doc)
	}
}

// claimBase takes the oslo:base of an interface, which others embed.
func (s *Survey) claimBase(m *Interface) []*directive.Directive {
	base := directive.On(m.Directives, "base")
	if base == nil {
		return nil
	}
	m.Directives = slices.DeleteFunc(m.Directives, func(d *directive.Directive) bool { return d == base })
	if _, ok := m.Spec.Type.(*ast.InterfaceType); !ok {
		s.src.Report.Errorf(base.Pos, "%s:base belongs on an interface with methods of its own", directive.Tool)
	}
	if len(m.Directives) > 0 {
		s.src.Report.Errorf(base.Pos, "%s:base does not go together with %s:%s: an interface that is generated for may be embedded, too", directive.Tool, directive.Tool, m.Directives[0].Name())
	}
	s.bases[m.Spec] = true
	return []*directive.Directive{base}
}
