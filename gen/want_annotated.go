package gen

import (
	"go/ast"
	"regexp"
	"strings"
)

// wantConstants marks the Go constants that the directives of an interface and
// its methods may name.
func (s *survey) wantConstants(p *pkg, f *file, spec *ast.TypeSpec, doc *ast.CommentGroup) {
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
			if !strings.HasPrefix(c.Text, "//"+tool+":") {
				continue
			}
			for _, name := range template(c.Text).names() {
				s.wantName(p, f, name)
			}
		}
	}
}

// wantName marks the declaration that a name in a directive may refer to.
func (s *survey) wantName(p *pkg, f *file, name string) {
	if x, sel, ok := cutName(name); ok {
		if imported := s.src.named(f, x); imported != nil {
			s.src.want(imported, sel)
		}
		return
	}
	s.src.wantLocal(p, f, name)
}

// wantConverters marks the functions that directives inside an interface name.
func (s *survey) wantConverters(p *pkg, f *file, spec *ast.TypeSpec) {
	for _, group := range commentsIn(f.ast.Comments, spec) {
		for _, c := range group.List {
			if found := converter.FindStringSubmatch(c.Text); found != nil {
				s.src.wantLocal(p, f, found[1])
			}
		}
	}
}

var converter = regexp.MustCompile(`^//oslo:arg\s.*\bbelow=convert:(\w+)`)

// wantErrors marks the Go errors that oslo:error directives name.
func (s *survey) wantErrors(p *pkg, f *file, list []*directive) {
	for _, d := range list {
		if d.name() != "error" || len(d.args) < 2 {
			continue
		}
		name := strings.TrimPrefix(d.args[1].text, "*")
		s.wantName(p, f, name)
	}
}
