package load

import (
	"go/ast"
	"regexp"
)

// Want marks a declaration and everything it needs, in any package.
func (l *Loader) Want(p *Package, name string) {
	l.Read(p)
	d := p.Decls[name]
	if d == nil {
		d = l.stub(p, name)
	}
	if d == nil || d.wanted {
		return
	}
	l.follow(p, d)
	for _, m := range p.methods[name] {
		l.follow(p, m)
	}
}

func (l *Loader) follow(p *Package, d *Declaration) {
	d.wanted = true
	p.kept = append(p.kept, d)
	if spec, ok := d.Node.(*ast.TypeSpec); ok && !d.stub {
		l.wantConverters(p, d.File, spec)
	}
	ast.Inspect(d.Node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if !ok {
				return true
			}
			if imported := l.Packages[d.File.Imports[x.Name]]; imported != nil {
				l.Want(imported, n.Sel.Name)
			}
			l.Want(p, x.Name)
			return false
		case *ast.Ident:
			l.WantLocal(p, d.File, n.Name)
		}
		return true
	})
}

// wantConverters marks the functions that directives inside a type name.
func (l *Loader) wantConverters(p *Package, f *File, spec *ast.TypeSpec) {
	for _, group := range CommentsIn(f.Tree.Comments, spec) {
		for _, c := range group.List {
			if found := converter.FindStringSubmatch(c.Text); found != nil {
				l.WantLocal(p, f, found[1])
			}
		}
	}
}

var converter = regexp.MustCompile(`^//oslo:arg\s.*\bbelow=convert:(\w+)`)

// WantLocal marks the declaration that a name without a package refers to in
// file f of package p.
func (l *Loader) WantLocal(p *Package, f *File, name string) {
	l.Want(p, name)
	for _, path := range f.dots {
		if imported := l.Packages[path]; imported != nil && ast.IsExported(name) {
			l.Want(imported, name)
		}
	}
}
