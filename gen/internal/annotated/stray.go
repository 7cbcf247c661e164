package annotated

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// Strays reports directives without effect, wherever they are.
func (s *Survey) Strays() {
	for _, m := range s.refused {
		s.serve(m.Package, m.File, m.Spec)
	}
	noted := map[*ast.TypeSpec]bool{}
	for pos, m := range s.methods {
		if s.served[pos] || !s.own[m.file] {
			continue
		}
		s.Claim(m)
		all := m.all()
		if m.base != nil && m.base.Name.IsExported() {
			if len(all) > 0 && !noted[m.base] {
				noted[m.base] = true
				s.strayBase(m.base)
			}
			continue
		}
		for _, d := range all {
			s.src.Report.Errorf(d.Pos, "%s:%s has no effect: no interface with %s:rpc or %s:notify has this method", directive.Tool, d.Name(), directive.Tool, directive.Tool)
		}
	}
	for f, ds := range s.comments {
		if s.own[f] {
			ds.Leftovers()
			checkAllows(s.src.Report, ds.Allows)
		}
	}
	if s.lacksRequest() {
		return
	}
	for f, ds := range s.comments {
		if s.own[f] {
			ds.StrayFields()
		}
	}
}

// lacksRequest reports whether the fields of a request are unknown, because its
// method is left out.
func (s *Survey) lacksRequest() bool {
	for _, m := range s.methods {
		for _, d := range m.all() {
			if d.Name() == "request" && !s.requests[d] {
				return true
			}
		}
	}
	return false
}

// strayBase reports an exported interface that has directives and that no
// annotated interface of the run embeds.
func (s *Survey) strayBase(base *ast.TypeSpec) {
	if s.bases[base] {
		s.src.Report.Note(base.Pos(), "%s is a base: nothing is generated unless an interface of another package embeds it", base.Name.Name)
		return
	}
	s.src.Report.Errorf(base.Pos(), "%s has directives, but no %s:rpc or %s:notify: nothing is generated for it; say //%s:base if interfaces of other packages embed it", base.Name.Name, directive.Tool, directive.Tool, directive.Tool)
}

// all returns the directives of a method and of its parameters.
func (m *Method) all() []*directive.Directive {
	list := m.directives
	for _, e := range m.Params {
		list = append(slices.Clip(list), e.Directives...)
	}
	return list
}

// serve marks the methods of an interface that is left out because of a
// mistake, and the methods it embeds, so that no more errors are reported about
// them.
func (s *Survey) serve(p *load.Package, f *load.File, spec *ast.TypeSpec) {
	for pos, m := range s.methods {
		if spec.Pos() <= pos && pos < spec.End() {
			s.served[pos] = true
			s.Claim(m)
		}
	}
	s.eachBase(p, f, spec, func(home *load.Package, base *load.Declaration) {
		if !s.visited[base] {
			s.visited[base] = true
			s.serve(home, base.File, base.Node.(*ast.TypeSpec))
		}
	})
}

// eachBase calls visit for the interfaces that an interface embeds or is
// defined as.
func (s *Survey) eachBase(p *load.Package, f *load.File, spec *ast.TypeSpec, visit func(*load.Package, *load.Declaration)) {
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
		if home, base := s.src.Declaration(p, f, x); base != nil {
			visit(home, base)
		}
	}
}

// Hidden reports directives on methods of embedded interfaces that another
// embedded interface's method of the same name hides. A method that the
// interface declares itself replaces them on purpose.
func (s *Survey) Hidden(m *Interface, t *types.Interface) {
	own, taken := map[string]bool{}, map[string]token.Pos{}
	for fn := range t.Methods() {
		taken[fn.Name()] = fn.Pos()
		own[fn.Name()] = m.Spec.Pos() <= fn.Pos() && fn.Pos() < m.Spec.End()
	}
	seen := map[*load.Declaration]bool{}
	var visit func(*load.Package, *load.Declaration)
	visit = func(home *load.Package, base *load.Declaration) {
		if seen[base] {
			return
		}
		seen[base] = true
		spec := base.Node.(*ast.TypeSpec)
		s.hiddenIn(spec, own, taken)
		s.eachBase(home, base.File, spec, visit)
	}
	s.eachBase(m.Package, m.File, m.Spec, visit)
}

func (s *Survey) hiddenIn(spec *ast.TypeSpec, own map[string]bool, taken map[string]token.Pos) {
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
		if own[name] || s.Claim(loser) == nil {
			continue
		}
		by := name
		if winner.base != nil {
			by = winner.base.Name.Name + "." + name
		}
		s.src.Report.Errorf(loser.directives[0].Pos, "%s:%s is hidden by %s: an interface embeds both methods; declare %s in it again, with the directive that counts", directive.Tool, loser.directives[0].Name(), by, name)
	}
}
