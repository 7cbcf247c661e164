package load

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/directive"
)

// Lookup finds a name as file f of package p sees it.
func (l *Loader) Lookup(p *Package, f *File, name string) types.Object {
	if x, sel, ok := directive.CutName(name); ok {
		if imported := l.Named(f, x); imported != nil && token.IsExported(sel) {
			return l.Check(imported).Types.Scope().Lookup(sel)
		}
		return nil
	}
	if obj := l.Check(p).Types.Scope().Lookup(name); obj != nil {
		return obj
	}
	for _, path := range f.dots {
		if imported := l.Packages[path]; imported != nil && token.IsExported(name) {
			if obj := l.Check(imported).Types.Scope().Lookup(name); obj != nil {
				return obj
			}
		}
	}
	return nil
}

// Named finds a package by its name in a file or by its import path.
func (l *Loader) Named(f *File, x string) *Package {
	if path, ok := f.Imports[x]; ok {
		return l.Packages[path]
	}
	return l.Packages[x]
}

// Declaration finds the declaration of the type that x names in a file of p. It
// looks only in packages that are already read.
func (l *Loader) Declaration(p *Package, f *File, x ast.Expr) (*Package, *Declaration) {
	var d *Declaration
	switch x := x.(type) {
	case *ast.IndexExpr:
		return l.Declaration(p, f, x.X)
	case *ast.IndexListExpr:
		return l.Declaration(p, f, x.X)
	case *ast.Ident:
		d = p.Decls[x.Name]
	case *ast.SelectorExpr:
		name, _ := x.X.(*ast.Ident)
		if name == nil || l.Packages[f.Imports[name.Name]] == nil {
			return nil, nil
		}
		p = l.Packages[f.Imports[name.Name]]
		d = p.Decls[x.Sel.Name]
	}
	if d == nil {
		return nil, nil
	}
	if _, ok := d.Node.(*ast.TypeSpec); !ok {
		return nil, nil
	}
	return p, d
}

// Origin returns the type that a named type is made from, as in "type MAC
// net.HardwareAddr", or nil if its declaration names no type.
func (l *Loader) Origin(t *types.Named) types.Type {
	if t.Obj().Pkg() == nil || t.TypeArgs().Len() > 0 {
		return nil
	}
	p := l.Packages[t.Obj().Pkg().Path()]
	if p == nil || p.Decls[t.Obj().Name()] == nil {
		return nil
	}
	d := p.Decls[t.Obj().Name()]
	spec, ok := d.Node.(*ast.TypeSpec)
	if !ok || spec.Assign.IsValid() || spec.Type == nil {
		return nil
	}
	var name string
	switch x := spec.Type.(type) {
	case *ast.Ident:
		name = x.Name
	case *ast.SelectorExpr:
		if in, ok := x.X.(*ast.Ident); ok {
			name = in.Name + "." + x.Sel.Name
		}
	}
	from, ok := l.Lookup(p, d.File, name).(*types.TypeName)
	if !ok {
		return nil
	}
	return from.Type()
}
