package gen

import (
	"go/ast"
	"go/token"
	"go/types"
)

// lookup finds a name as file f of package p sees it.
func (l *loader) lookup(p *pkg, f *file, name string) types.Object {
	if x, sel, ok := cutName(name); ok {
		if imported := l.named(f, x); imported != nil && token.IsExported(sel) {
			return l.check(imported).pkg.Scope().Lookup(sel)
		}
		return nil
	}
	if obj := l.check(p).pkg.Scope().Lookup(name); obj != nil {
		return obj
	}
	for _, path := range f.dots {
		if imported := l.pkgs[path]; imported != nil && token.IsExported(name) {
			if obj := l.check(imported).pkg.Scope().Lookup(name); obj != nil {
				return obj
			}
		}
	}
	return nil
}

// named finds a package by its name in a file or by its import path.
func (l *loader) named(f *file, x string) *pkg {
	if path, ok := f.imports[x]; ok {
		return l.pkgs[path]
	}
	return l.pkgs[x]
}

// declaration finds the declaration of the type that x names in a file of p. It
// looks only in packages that are already read.
func (l *loader) declaration(p *pkg, f *file, x ast.Expr) (*pkg, *decl) {
	var d *decl
	switch x := x.(type) {
	case *ast.IndexExpr:
		return l.declaration(p, f, x.X)
	case *ast.IndexListExpr:
		return l.declaration(p, f, x.X)
	case *ast.Ident:
		d = p.decls[x.Name]
	case *ast.SelectorExpr:
		name, _ := x.X.(*ast.Ident)
		if name == nil || l.pkgs[f.imports[name.Name]] == nil {
			return nil, nil
		}
		p = l.pkgs[f.imports[name.Name]]
		d = p.decls[x.Sel.Name]
	}
	if d == nil {
		return nil, nil
	}
	if _, ok := d.node.(*ast.TypeSpec); !ok {
		return nil, nil
	}
	return p, d
}
