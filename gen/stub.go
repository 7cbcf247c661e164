package gen

import (
	"go/ast"
	"go/token"
	"strings"
)

// stub returns a declaration that stands for a generated type of p, or nil if
// name is none. Types that mention a generated client are then complete, even
// without the generated file.
func (l *loader) stub(p *pkg, name string) *decl {
	if p.stubs == nil {
		p.stubs = map[string]*decl{}
		for _, f := range p.files {
			p.indexStubs(f)
		}
	}
	return p.stubs[name]
}

func (p *pkg) indexStubs(f *file) {
	for _, d := range f.ast.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, s := range gen.Specs {
			spec := s.(*ast.TypeSpec)
			for _, name := range generatedTypes(spec.Name.Name, typeDoc(gen, spec)) {
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
		case strings.HasPrefix(c.Text, "//"+tool+":rpc"):
			return []string{name + "Client", prefixed("Unimplemented", name)}
		case strings.HasPrefix(c.Text, "//"+tool+":notify"):
			return []string{name + "Notifier"}
		}
	}
	return nil
}

func newStub(f *file, name string, pos token.Pos) *decl {
	id := &ast.Ident{NamePos: pos, Name: name}
	empty := &ast.StructType{Struct: pos, Fields: &ast.FieldList{Opening: pos, Closing: pos}}
	spec := &ast.TypeSpec{Name: id, Type: empty}
	return &decl{file: f, name: id, node: spec, keep: &ast.GenDecl{TokPos: pos, Tok: token.TYPE, Specs: []ast.Spec{spec}}, stub: true}
}
