package annotated

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// indexTypes indexes the interfaces of a file outside the run.
func (s *Survey) indexTypes(f *load.File) {
	for _, d := range f.Tree.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
			for _, spec := range gen.Specs {
				s.indexMethods(f, spec.(*ast.TypeSpec))
			}
		}
	}
}

// indexMethods indexes the methods in the interfaces of a declaration.
func (s *Survey) indexMethods(f *load.File, spec *ast.TypeSpec) {
	ast.Inspect(spec, func(n ast.Node) bool {
		t, ok := n.(*ast.InterfaceType)
		if !ok {
			return true
		}
		for _, field := range t.Methods.List {
			if _, isFunc := field.Type.(*ast.FuncType); isFunc && len(field.Names) == 1 {
				m := &Method{file: f, Field: field}
				if spec.Type == t {
					m.base = spec
				}
				s.methods[field.Names[0].Pos()] = m
			}
		}
		return true
	})
}

// Claim takes the directives of a method and of its parameters. It keeps
// them, because several interfaces may embed the method.
func (s *Survey) Claim(m *Method) []*directive.Directive {
	if !m.claimed {
		m.claimed = true
		ds := s.comments[m.file]
		m.directives = ds.Claim(m.Field.Doc, directive.OnMethod)
		ds.Behind(m.Field.Comment, directive.OnMethod)
		m.Params = s.entries(m)
	}
	return m.directives
}

// Find returns the declaration of a method that belongs to an annotated
// interface, also in packages outside the run, or nil.
func (s *Survey) Find(fn *types.Func) *Method {
	s.served[fn.Pos()] = true
	if d := s.methods[fn.Pos()]; d != nil {
		return d
	}
	if f := s.fileOf(fn); f != nil {
		s.indexTypes(f)
	}
	return s.methods[fn.Pos()]
}

// fileOf returns the file that declares an object, with its comments read, or
// nil.
func (s *Survey) fileOf(obj types.Object) *load.File {
	f := s.src.FileAt(obj.Pos())
	if f != nil && s.comments[f] == nil {
		s.comments[f] = directive.NewComments(f.Tree, s.src.Report)
	}
	return f
}

// IsOwn reports whether a method is declared in a package of the run.
func (s *Survey) IsOwn(m *Method) bool { return m != nil && s.own[m.file] }

// Attempted reports whether a method has a directive with a mistake, which is
// reported already.
func (s *Survey) Attempted(m *Method) bool {
	ds := s.comments[m.file]
	return ds.Attempted(m.Field.Doc, m.directives...) || ds.Attempted(m.Field.Comment)
}
