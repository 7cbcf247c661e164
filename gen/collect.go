package gen

import (
	"go/ast"
	"go/token"
	"slices"
)

// collect finds the annotated interfaces of p and marks the declarations they
// need.
func (s *survey) collect(p *pkg) {
	s.src.read(p)
	for _, f := range p.files {
		s.comments[f], s.own[f] = newDirectives(f.ast, s.src.report), true
		for _, d := range f.ast.Decls {
			if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
				s.collectTypes(p, f, gen)
			}
		}
	}
}

func (s *survey) collectTypes(p *pkg, f *file, gen *ast.GenDecl) {
	for _, one := range gen.Specs {
		spec := one.(*ast.TypeSpec)
		doc := typeDoc(gen, spec)
		s.indexMethods(f, spec)
		if _, ok := spec.Type.(*ast.StructType); ok {
			continue // the directive stays unclaimed
		}
		m := &marked{p, f, spec, doc, s.comments[f].claim(doc, onInterface)}
		s.comments[f].behind(spec.Comment, onInterface)
		base := s.claimBase(m)
		if list := m.directives; len(list) > 0 && spec.Assign.IsValid() {
			s.src.report.errorf(list[0].pos, "%s:%s belongs on an interface, and %s is an alias: leave out its =", tool, list[0].name(), spec.Name.Name)
			m.directives = nil
		}
		if len(m.directives) == 0 {
			if s.comments[f].attempted(doc, base...) {
				s.refused = append(s.refused, m)
			}
			continue
		}
		s.marked = append(s.marked, m)
		s.src.want(p, spec.Name.Name)
		s.wantErrors(p, f, m.directives)
		s.wantConstants(p, f, spec, doc)
		s.wantConverters(p, f, spec)
	}
}

// claimBase takes the oslo:base of an interface, which others embed.
func (s *survey) claimBase(m *marked) []*directive {
	base := on(m.directives, "base")
	if base == nil {
		return nil
	}
	m.directives = slices.DeleteFunc(m.directives, func(d *directive) bool { return d == base })
	if _, ok := m.spec.Type.(*ast.InterfaceType); !ok {
		s.src.report.errorf(base.pos, "%s:base belongs on an interface with methods of its own", tool)
	}
	if len(m.directives) > 0 {
		s.src.report.errorf(base.pos, "%s:base does not go together with %s:%s: an interface that is generated for may be embedded, too", tool, tool, m.directives[0].name())
	}
	s.bases[m.spec] = true
	return []*directive{base}
}
