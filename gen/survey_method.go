package gen

import (
	"go/ast"
	"go/token"
	"go/types"
)

// indexTypes indexes the interfaces of a file outside the run.
func (s *survey) indexTypes(f *file) {
	for _, d := range f.ast.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
			for _, spec := range gen.Specs {
				s.indexMethods(f, spec.(*ast.TypeSpec))
			}
		}
	}
}

// indexMethods indexes the methods in the interfaces of a declaration.
func (s *survey) indexMethods(f *file, spec *ast.TypeSpec) {
	ast.Inspect(spec, func(n ast.Node) bool {
		t, ok := n.(*ast.InterfaceType)
		if !ok {
			return true
		}
		for _, field := range t.Methods.List {
			if _, isFunc := field.Type.(*ast.FuncType); isFunc && len(field.Names) == 1 {
				m := &methodDecl{file: f, field: field}
				if spec.Type == t {
					m.base = spec
				}
				s.methods[field.Names[0].Pos()] = m
			}
		}
		return true
	})
}

// claimMethod takes the directives of a method and of its parameters. It keeps
// them, because several interfaces may embed the method.
func (s *survey) claimMethod(m *methodDecl) []*directive {
	if !m.claimed {
		m.claimed = true
		ds := s.comments[m.file]
		m.directives = ds.claim(m.field.Doc, onMethod)
		ds.behind(m.field.Comment, onMethod)
		m.entries = s.entries(m)
	}
	return m.directives
}

// find returns the declaration of a method that belongs to an annotated
// interface, also in packages outside the run, or nil.
func (s *survey) find(fn *types.Func) *methodDecl {
	s.served[fn.Pos()] = true
	if d := s.methods[fn.Pos()]; d != nil {
		return d
	}
	p := s.src.pkgs[fn.Pkg().Path()]
	if p == nil {
		return nil
	}
	for _, f := range p.files {
		if f.ast.FileStart <= fn.Pos() && fn.Pos() < f.ast.FileEnd {
			s.comments[f] = newDirectives(f.ast, s.src.report)
			s.indexTypes(f)
		}
	}
	return s.methods[fn.Pos()]
}

// isOwn reports whether a method is declared in a package of the run.
func (s *survey) isOwn(m *methodDecl) bool { return m != nil && s.own[m.file] }

// attempted reports whether a method has a directive with a mistake, which is
// reported already.
func (s *survey) attempted(m *methodDecl) bool {
	ds := s.comments[m.file]
	return ds.attempted(m.field.Doc, m.directives...) || ds.attempted(m.field.Comment)
}
