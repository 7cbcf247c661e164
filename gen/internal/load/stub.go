package load

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// stub returns a declaration that stands for a generated type of p, or nil if
// name is none. Types that mention a generated client are then complete, even
// without the generated file.
func (l *Loader) stub(p *Package, name string) *Declaration {
	if p.stubs == nil {
		p.stubs = map[string]*Declaration{}
		for _, f := range p.Files {
			p.indexStubs(f)
		}
	}
	return p.stubs[name]
}

func (p *Package) indexStubs(f *File) {
	for _, d := range f.Tree.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, s := range gen.Specs {
			spec := s.(*ast.TypeSpec)
			for _, name := range generatedTypes(spec.Name.Name, TypeDoc(gen, spec)) {
				p.stubs[name] = newStub(f, name, spec.Name.Pos())
			}
		}
	}
}

// generatedTypes returns the names of the types generated for a declaration
// with the given name and doc comment.
func generatedTypes(name string, doc *ast.CommentGroup) []string {
	if doc == nil {
		return nil
	}
	for _, c := range doc.List {
		switch {
		case strings.HasPrefix(c.Text, "//"+directive.Tool+":rpc"):
			return []string{name + "Client", naming.Prefixed("Unimplemented", name)}
		case strings.HasPrefix(c.Text, "//"+directive.Tool+":notify"):
			return []string{name + "Notifier"}
		}
	}
	return nil
}

// newStub declares a struct with an unexported field, because no generated type
// can travel.
func newStub(f *File, name string, pos token.Pos) *Declaration {
	id := &ast.Ident{NamePos: pos, Name: name}
	field := &ast.Field{Names: []*ast.Ident{{NamePos: pos, Name: "rpc"}}, Type: structAt(pos)}
	spec := &ast.TypeSpec{Name: id, Type: structAt(pos, field)}
	return &Declaration{File: f, Name: id, Node: spec, keep: &ast.GenDecl{TokPos: pos, Tok: token.TYPE, Specs: []ast.Spec{spec}}, stub: true}
}

func structAt(pos token.Pos, fields ...*ast.Field) *ast.StructType {
	return &ast.StructType{Struct: pos, Fields: &ast.FieldList{Opening: pos, List: fields, Closing: pos}}
}
