package annotated

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"

	"github.com/oslogen/oslogen/gen/internal/directive"
)

// Request notes that the fields of a request are claimed next. d is its directive.
func (s *Survey) Request(d *directive.Directive) { s.requests[d] = true }

// ClaimField takes the directives of a request's field, in whatever package it is
// declared. It keeps them, because several methods may have the request.
func (s *Survey) ClaimField(v *types.Var) []*directive.Directive {
	if list, known := s.fields[v.Pos()]; known {
		return list
	}
	var list []*directive.Directive
	if f := s.fileOf(v); f != nil {
		if field := fieldAt(f.Tree, v.Pos()); field != nil {
			list = s.comments[f].Claim(field.Doc, directive.OnField)
			s.comments[f].Behind(field.Comment, directive.OnField)
		}
	}
	s.fields[v.Pos()] = list
	return list
}

// fieldAt returns the field of a struct that has its name at pos, or its type if
// it is embedded.
func fieldAt(tree *ast.File, pos token.Pos) *ast.Field {
	at := sort.Search(len(tree.Decls), func(i int) bool { return tree.Decls[i].End() > pos })
	if at == len(tree.Decls) {
		return nil
	}
	var found *ast.Field
	ast.Inspect(tree.Decls[at], func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok {
			for _, f := range s.Fields.List {
				if f.Pos() <= pos && pos < f.End() {
					found = f // a field within its type is found later
				}
			}
		}
		return n != nil && n.Pos() <= pos && pos < n.End()
	})
	return found
}
