package annotated

import (
	"go/ast"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// wantConstants marks the Go constants that the directives of an interface and
// its methods may name.
func (s *Survey) wantConstants(p *load.Package, f *load.File, spec *ast.TypeSpec, doc *ast.CommentGroup) {
	docs := []*ast.CommentGroup{doc}
	if t, ok := spec.Type.(*ast.InterfaceType); ok {
		for _, field := range t.Methods.List {
			docs = append(docs, field.Doc)
		}
	}
	for _, group := range docs {
		if group == nil {
			continue
		}
		for _, c := range group.List {
			if !strings.HasPrefix(c.Text, "//"+directive.Tool+":") {
				continue
			}
			for _, name := range directive.Template(c.Text).Names() {
				s.wantName(p, f, name)
			}
		}
	}
}

// wantName marks the declaration that a name in a directive may refer to.
func (s *Survey) wantName(p *load.Package, f *load.File, name string) {
	if x, sel, ok := directive.CutName(name); ok {
		if imported := s.src.Named(f, x); imported != nil {
			s.src.Want(imported, sel)
		}
		return
	}
	s.src.WantLocal(p, f, name)
}

// wantErrors marks the Go errors that oslo:error directives name.
func (s *Survey) wantErrors(p *load.Package, f *load.File, list []*directive.Directive) {
	for _, d := range list {
		if d.Name() != "error" || len(d.Args) < 2 {
			continue
		}
		name := strings.TrimPrefix(d.Args[1].Text, "*")
		s.wantName(p, f, name)
	}
}
