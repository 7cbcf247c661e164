package gen

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// collect finds the annotated interfaces of p and marks the declarations they
// need.
func (b *builder) collect(p *pkg) {
	b.src.read(p)
	for _, f := range p.files {
		b.comments[f], b.own[f] = newDirectives(f.ast, b.src.report), true
		for _, d := range f.ast.Decls {
			if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
				b.collectTypes(p, f, gen)
			}
		}
	}
}

func (b *builder) collectTypes(p *pkg, f *file, gen *ast.GenDecl) {
	for _, s := range gen.Specs {
		spec := s.(*ast.TypeSpec)
		doc := typeDoc(gen, spec)
		b.indexMethods(f, spec)
		if _, ok := spec.Type.(*ast.StructType); ok {
			continue // the directive stays unclaimed
		}
		m := &marked{p, f, spec, doc, b.comments[f].claim(doc, onInterface)}
		b.comments[f].behind(spec.Comment, onInterface)
		base := b.claimBase(m)
		if list := m.directives; len(list) > 0 && spec.Assign.IsValid() {
			b.src.report.errorf(list[0].pos, "%s:%s belongs on an interface, and %s is an alias: leave out its =", tool, list[0].rule.name, spec.Name.Name)
			m.directives = nil
		}
		if len(m.directives) == 0 {
			if b.comments[f].attempted(doc, base...) {
				b.refused = append(b.refused, m)
			}
			continue
		}
		b.marked = append(b.marked, m)
		b.src.want(p, spec.Name.Name)
		b.wantErrors(p, f, m.directives)
		b.wantConstants(p, f, spec, doc)
		b.wantConverters(p, f, spec)
	}
}

// claimBase takes the oslo:base of an interface, which others embed.
func (b *builder) claimBase(m *marked) []*directive {
	base := on(m.directives, "base")
	if base == nil {
		return nil
	}
	m.directives = slices.DeleteFunc(m.directives, func(d *directive) bool { return d == base })
	if _, ok := m.spec.Type.(*ast.InterfaceType); !ok {
		b.src.report.errorf(base.pos, "%s:base belongs on an interface with methods of its own", tool)
	}
	if len(m.directives) > 0 {
		b.src.report.errorf(base.pos, "%s:base does not go together with %s:%s: an interface that is generated for may be embedded, too", tool, tool, m.directives[0].rule.name)
	}
	b.bases[m.spec] = true
	return []*directive{base}
}

// wantConverters marks the functions that directives inside an interface name.
func (b *builder) wantConverters(p *pkg, f *file, spec *ast.TypeSpec) {
	for _, group := range commentsIn(f.ast.Comments, spec) {
		for _, c := range group.List {
			if found := converter.FindStringSubmatch(c.Text); found != nil {
				b.src.wantLocal(p, f, found[1])
			}
		}
	}
}

var converter = regexp.MustCompile(`^//oslo:arg\b.*\bbelow=convert:(\w+)`)

// wantErrors marks the Go errors that oslo:error directives name.
func (b *builder) wantErrors(p *pkg, f *file, list []*directive) {
	for _, d := range list {
		if d.rule.name != "error" || len(d.args) < 2 {
			continue
		}
		name := strings.TrimPrefix(d.args[1].text, "*")
		b.wantName(p, f, name)
	}
}
