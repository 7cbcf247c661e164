package load

import (
	"go/ast"
	"go/token"
)

// Declaration is one package-level declaration or method.
type Declaration struct {
	File   *File
	Name   *ast.Ident
	Node   ast.Node // names in it are wanted too
	keep   ast.Decl // the declaration for the type checker
	wanted bool
	stub   bool // stands for a generated type
}

// index records the declarations of f.
func (p *Package) index(f *File) {
	for _, d := range f.Tree.Decls {
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

func (p *Package) indexFunc(f *File, fn *ast.FuncDecl) {
	entry := &Declaration{File: f, Name: fn.Name, Node: fn, keep: fn}
	if fn.Recv == nil {
		p.Decls[fn.Name.Name] = entry
		return
	}
	if encodes[fn.Name.Name] && len(fn.Recv.List) == 1 {
		if name := Receiver(fn.Recv.List[0].Type); name != "" {
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

func (p *Package) indexSpec(f *File, d *ast.GenDecl, spec ast.Spec) {
	alone := &ast.GenDecl{TokPos: d.TokPos, Tok: d.Tok, Specs: []ast.Spec{spec}}
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		p.Decls[spec.Name.Name] = &Declaration{File: f, Name: spec.Name, Node: spec, keep: alone}
	case *ast.ValueSpec:
		entry := Declaration{File: f, Node: spec, keep: alone}
		if d.Tok == token.CONST { // a constant may repeat the one above it
			entry.Node, entry.keep = d, d
		}
		for _, name := range spec.Names {
			each := entry
			each.Name = name
			p.Decls[name.Name] = &each
		}
	}
}

// Receiver returns the name of a method's receiver type.
func Receiver(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.StarExpr:
		return Receiver(x.X)
	case *ast.ParenExpr:
		return Receiver(x.X)
	case *ast.IndexExpr:
		return Receiver(x.X)
	case *ast.IndexListExpr:
		return Receiver(x.X)
	}
	return ""
}
