package gen

import "go/ast"

// want marks a declaration and everything it needs, in any package.
func (l *loader) want(p *pkg, name string) {
	l.read(p)
	d := p.decls[name]
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

func (l *loader) follow(p *pkg, d *decl) {
	d.wanted = true
	p.kept = append(p.kept, d)
	ast.Inspect(d.node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if !ok {
				return true
			}
			if imported := l.pkgs[d.file.imports[x.Name]]; imported != nil {
				l.want(imported, n.Sel.Name)
			}
			l.want(p, x.Name)
			return false
		case *ast.Ident:
			l.wantLocal(p, d.file, n.Name)
		}
		return true
	})
}

func (l *loader) wantLocal(p *pkg, f *file, name string) {
	l.want(p, name)
	for _, path := range f.dots {
		if imported := l.pkgs[path]; imported != nil && ast.IsExported(name) {
			l.want(imported, name)
		}
	}
}
