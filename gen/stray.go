package gen

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// strays reports directives without effect, wherever they are.
func (b *builder) strays() {
	noted := map[*ast.TypeSpec]bool{}
	for pos, m := range b.methods {
		if b.served[pos] || !b.own[m.file] {
			continue
		}
		b.claimMethod(m)
		all := m.all()
		if m.base != nil && m.base.Name.IsExported() {
			if len(all) > 0 && !noted[m.base] {
				noted[m.base] = true
				b.strayBase(m.base)
			}
			continue
		}
		for _, d := range all {
			b.src.report.errorf(d.pos, "%s:%s has no effect: no interface with %s:rpc or %s:notify has this method", tool, d.rule.name, tool, tool)
		}
	}
	for f, ds := range b.comments {
		if b.own[f] {
			ds.leftovers()
			ds.checkAllows()
		}
	}
}

// strayBase reports an exported interface that has directives and that no
// annotated interface of the run embeds.
func (b *builder) strayBase(base *ast.TypeSpec) {
	if b.bases[base] {
		b.src.report.note(base.Pos(), "%s is a base: nothing is generated unless an interface of another package embeds it", base.Name.Name)
		return
	}
	b.src.report.errorf(base.Pos(), "%s has directives, but no %s:rpc or %s:notify: nothing is generated for it; say //%s:base if interfaces of other packages embed it", base.Name.Name, tool, tool, tool)
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
func (b *builder) serve(p *pkg, f *file, spec *ast.TypeSpec) {
	for pos, m := range b.methods {
		if spec.Pos() <= pos && pos < spec.End() {
			b.served[pos] = true
			b.claimMethod(m)
		}
	}
	b.eachBase(p, f, spec, func(home *pkg, base *decl) {
		if !b.visited[base] {
			b.visited[base] = true
			b.serve(home, base.file, base.node.(*ast.TypeSpec))
		}
	})
}

// eachBase calls visit for the interfaces that an interface embeds or is
// defined as.
func (b *builder) eachBase(p *pkg, f *file, spec *ast.TypeSpec, visit func(*pkg, *decl)) {
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
		if home, base := b.src.declaration(p, f, x); base != nil {
			visit(home, base)
		}
	}
}

// hidden reports directives on methods of embedded interfaces that another
// embedded interface's method of the same name hides. A method that the
// interface declares itself replaces them on purpose.
func (b *builder) hidden(m *marked, t *types.Interface) {
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
		b.hiddenIn(spec, own, taken)
		b.eachBase(home, base.file, spec, visit)
	}
	b.eachBase(m.pkg, m.file, m.spec, visit)
}

func (b *builder) hiddenIn(spec *ast.TypeSpec, own map[string]bool, taken map[string]token.Pos) {
	t, ok := spec.Type.(*ast.InterfaceType)
	if !ok {
		return
	}
	for _, field := range t.Methods.List {
		if len(field.Names) != 1 || b.methods[field.Names[0].Pos()] == nil {
			continue
		}
		name, loser := field.Names[0].Name, b.methods[field.Names[0].Pos()]
		winner := b.methods[taken[name]]
		if winner == loser || winner == nil {
			continue
		}
		b.served[field.Names[0].Pos()] = true
		if own[name] || b.claimMethod(loser) == nil {
			continue
		}
		by := name
		if winner.base != nil {
			by = winner.base.Name.Name + "." + name
		}
		b.src.report.errorf(loser.directives[0].pos, "%s:%s is hidden by %s: an interface embeds both methods; declare %s in it again, with the directive that counts", tool, loser.directives[0].rule.name, by, name)
	}
}
