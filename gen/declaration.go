package gen

import (
	"go/ast"
	"go/token"
)

// decl is one package-level declaration or method.
type decl struct {
	file   *file
	name   *ast.Ident
	node   ast.Node // names in it are wanted too
	keep   ast.Decl // the declaration for the type checker
	wanted bool
	stub   bool // stands for a generated type
}

// index records the declarations of f.
func (p *pkg) index(f *file) {
	for _, d := range f.ast.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			p.indexFunc(f, d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				p.indexSpec(f, d, spec)
			}
		}
	}
}

func (p *pkg) indexFunc(f *file, fn *ast.FuncDecl) {
	entry := &decl{file: f, name: fn.Name, node: fn, keep: fn}
	if fn.Recv == nil {
		p.decls[fn.Name.Name] = entry
		return
	}
	if encodes[fn.Name.Name] && len(fn.Recv.List) == 1 {
		if name := receiver(fn.Recv.List[0].Type); name != "" {
			p.methods[name] = append(p.methods[name], entry)
		}
	}
}

// encodes names the methods that oslogen looks at: methods of errors, of types
// that encode themselves, and of locks.
var encodes = map[string]bool{
	"Error": true, "MarshalJSON": true, "UnmarshalJSON": true, "AppendText": true, "MarshalText": true, "UnmarshalText": true,
	"Lock": true, "Unlock": true,
}

func (p *pkg) indexSpec(f *file, d *ast.GenDecl, spec ast.Spec) {
	alone := &ast.GenDecl{TokPos: d.TokPos, Tok: d.Tok, Specs: []ast.Spec{spec}}
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		p.decls[spec.Name.Name] = &decl{file: f, name: spec.Name, node: spec, keep: alone}
	case *ast.ValueSpec:
		entry := decl{file: f, node: spec, keep: alone}
		if d.Tok == token.CONST { // a constant may repeat the one above it
			entry.node, entry.keep = d, d
		}
		for _, name := range spec.Names {
			each := entry
			each.name = name
			p.decls[name.Name] = &each
		}
	}
}

// receiver returns the name of a method's receiver type.
func receiver(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.StarExpr:
		return receiver(x.X)
	case *ast.ParenExpr:
		return receiver(x.X)
	case *ast.IndexExpr:
		return receiver(x.X)
	case *ast.IndexListExpr:
		return receiver(x.X)
	}
	return ""
}
