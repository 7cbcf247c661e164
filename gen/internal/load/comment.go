package load

import (
	"go/ast"
	"go/token"
	"sort"
)

// interfaceDocs returns the doc comments of the interfaces of a file.
func interfaceDocs(tree *ast.File) []*ast.CommentGroup {
	var docs []*ast.CommentGroup
	for _, d := range tree.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range gen.Specs {
			spec, ok := s.(*ast.TypeSpec)
			if !ok {
				continue
			}
			if _, ok := spec.Type.(*ast.InterfaceType); ok && TypeDoc(gen, spec) != nil {
				docs = append(docs, TypeDoc(gen, spec))
			}
		}
	}
	return docs
}

// TypeDoc returns the doc comment of a type. A type that is alone in its
// declaration has it above the declaration.
func TypeDoc(gen *ast.GenDecl, spec *ast.TypeSpec) *ast.CommentGroup {
	if spec.Doc == nil && !gen.Lparen.IsValid() {
		return gen.Doc
	}
	return spec.Doc
}

// CommentsIn returns the comments within node. comments must be in order.
func CommentsIn(comments []*ast.CommentGroup, node ast.Node) []*ast.CommentGroup {
	before := func(pos token.Pos) int {
		return sort.Search(len(comments), func(i int) bool { return comments[i].Pos() >= pos })
	}
	return comments[before(node.Pos()):before(node.End())]
}
