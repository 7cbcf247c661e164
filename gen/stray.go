package gen

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// strays reports directives without effect, wherever they are.
func (s *survey) strays() {
	for _, m := range s.refused {
		s.serve(m.pkg, m.file, m.spec)
	}
	noted := map[*ast.TypeSpec]bool{}
	for pos, m := range s.methods {
		if s.served[pos] || !s.own[m.file] {
			continue
		}
		s.claimMethod(m)
		all := m.all()
		if m.base != nil && m.base.Name.IsExported() {
			if len(all) > 0 && !noted[m.base] {
				noted[m.base] = true
				s.strayBase(m.base)
			}
			continue
		}
		for _, d := range all {
			s.src.report.errorf(d.pos, "%s:%s has no effect: no interface with %s:rpc or %s:notify has this method", tool, d.name(), tool, tool)
		}
	}
	for f, ds := range s.comments {
		if s.own[f] {
			ds.leftovers()
			checkAllows(s.src.report, ds.allows)
		}
	}
}

// strayBase reports an exported interface that has directives and that no
// annotated interface of the run embeds.
func (s *survey) strayBase(base *ast.TypeSpec) {
	if s.bases[base] {
		s.src.report.note(base.Pos(), "%s is a base: nothing is generated unless an interface of another package embeds it", base.Name.Name)
		return
	}
	s.src.report.errorf(base.Pos(), "%s has directives, but no %s:rpc or %s:notify: nothing is generated for it; say //%s:base if interfaces of other packages embed it", base.Name.Name, tool, tool, tool)
}

// all returns the directives of a method and of its parameters.
func (m *methodDecl) all() []*directive {
	list := m.directives
	for _, e := range m.entries {
		list = append(slices.Clip(list), e.directives...)
	}
	return list
}

// serve marks the methods of an interface that is left out because of a
// mistake, and the methods it embeds, so that no more errors are reported about
// them.
func (s *survey) serve(p *pkg, f *file, spec *ast.TypeSpec) {
	for pos, m := range s.methods {
		if spec.Pos() <= pos && pos < spec.End() {
			s.served[pos] = true
			s.claimMethod(m)
		}
	}
	s.eachBase(p, f, spec, func(home *pkg, base *decl) {
		if !s.visited[base] {
			s.visited[base] = true
			s.serve(home, base.file, base.node.(*ast.TypeSpec))
		}
	})
}

// eachBase calls visit for the interfaces that an interface embeds or is
// defined as.
func (s *survey) eachBase(p *pkg, f *file, spec *ast.TypeSpec, visit func(*pkg, *decl)) {
	bases := []ast.Expr{spec.Type}
	if t, ok := spec.Type.(*ast.InterfaceType); ok {
		bases = nil
		for _, field := range t.Methods.List {
			if len(field.Names) == 0 {
				bases = append(bases, field.Type)
			}
		}
	}
	for _, x := range bases {
		if home, base := s.src.declaration(p, f, x); base != nil {
			visit(home, base)
		}
	}
}

// hidden reports directives on methods of embedded interfaces that another
// embedded interface's method of the same name hides. A method that the
// interface declares itself replaces them on purpose.
func (s *survey) hidden(m *marked, t *types.Interface) {
	own, taken := map[string]bool{}, map[string]token.Pos{}
	for fn := range t.Methods() {
		taken[fn.Name()] = fn.Pos()
		own[fn.Name()] = m.spec.Pos() <= fn.Pos() && fn.Pos() < m.spec.End()
	}
	seen := map[*decl]bool{}
	var visit func(*pkg, *decl)
	visit = func(home *pkg, base *decl) {
		if seen[base] {
			return
		}
		seen[base] = true
		spec := base.node.(*ast.TypeSpec)
		s.hiddenIn(spec, own, taken)
		s.eachBase(home, base.file, spec, visit)
	}
	s.eachBase(m.pkg, m.file, m.spec, visit)
}

func (s *survey) hiddenIn(spec *ast.TypeSpec, own map[string]bool, taken map[string]token.Pos) {
	t, ok := spec.Type.(*ast.InterfaceType)
	if !ok {
		return
	}
	for _, field := range t.Methods.List {
		if len(field.Names) != 1 || s.methods[field.Names[0].Pos()] == nil {
			continue
		}
		name, loser := field.Names[0].Name, s.methods[field.Names[0].Pos()]
		winner := s.methods[taken[name]]
		if winner == loser || winner == nil {
			continue
		}
		s.served[field.Names[0].Pos()] = true
		if own[name] || s.claimMethod(loser) == nil {
			continue
		}
		by := name
		if winner.base != nil {
			by = winner.base.Name.Name + "." + name
		}
		s.src.report.errorf(loser.directives[0].pos, "%s:%s is hidden by %s: an interface embeds both methods; declare %s in it again, with the directive that counts", tool, loser.directives[0].name(), by, name)
	}
}
