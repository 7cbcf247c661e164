package gen

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
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

func (l *loader) wantLocal(p *pkg, f *file, name string) {
	l.want(p, name)
	for _, path := range f.dots {
		if imported := l.pkgs[path]; imported != nil && ast.IsExported(name) {
			l.want(imported, name)
		}
	}
}

// checked is the result of type-checking the wanted declarations of a package.
type checked struct {
	pkg  *types.Package
	errs []types.Error
}

// check type-checks the wanted declarations of p.
func (l *loader) check(p *pkg) *checked {
	if p.checked != nil {
		return p.checked
	}
	p.checked = &checked{}
	conf := types.Config{
		Importer:         importerOf{l, p},
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Sizes:            types.SizesFor("gc", l.arch),
		Error: func(err error) {
			if typeErr, ok := errors.AsType[types.Error](err); ok {
				if p.checked.errs = append(p.checked.errs, typeErr); len(p.checked.errs) == 1 {
					l.failed = append(l.failed, p.checked)
				}
				if strings.HasPrefix(typeErr.Msg, "instantiation cycle") {
					l.endless = append(l.endless, typeErr)
				}
			}
		},
	}
	p.checked.pkg, _ = conf.Check(p.PkgPath, l.fset, p.trees(), nil) // errors went to conf.Error
	if len(p.kept) == 0 {
		p.checked.pkg = types.NewPackage(p.PkgPath, p.Name) // the checker has no package name without a file
		p.checked.pkg.MarkComplete()
	}
	return p.checked
}

// matters reports whether a type error is real. Types are checked without most
// of their methods, so errors about missing methods are ignored.
func (p *pkg) matters(err types.Error) bool {
	for _, d := range p.kept {
		_, isType := d.node.(*ast.TypeSpec)
		if !isType && d.node.Pos() <= err.Pos && err.Pos < d.node.End() {
			return false
		}
	}
	return !strings.Contains(err.Msg, "imported and not used") &&
		!strings.Contains(err.Msg, "does not satisfy") && !strings.Contains(err.Msg, "missing method")
}

// trees returns the files of p with only the wanted declarations and the
// imports they use.
func (p *pkg) trees() []*ast.File {
	kept := map[*file][]*decl{}
	for _, d := range p.kept {
		kept[d.file] = append(kept[d.file], d)
	}
	var trees []*ast.File
	for _, f := range p.files {
		if len(kept[f]) > 0 {
			trees = append(trees, f.with(kept[f]))
		}
	}
	return trees
}

// with returns f with only the given declarations.
func (f *file) with(decls []*decl) *ast.File {
	tree := &ast.File{Name: f.ast.Name, Package: f.ast.Package, FileStart: f.ast.FileStart, FileEnd: f.ast.FileEnd, GoVersion: f.ast.GoVersion}
	seen := map[ast.Decl]bool{}
	used := map[string]bool{}
	for _, d := range decls {
		if !seen[d.keep] {
			seen[d.keep] = true
			tree.Decls = append(tree.Decls, d.keep)
			noteSelectors(d.node, used)
		}
	}
	tree.Decls = append(f.importDecls(used), tree.Decls...)
	return tree
}

func noteSelectors(node ast.Node, used map[string]bool) {
	ast.Inspect(node, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		_, body := n.(*ast.BlockStmt)
		return !body
	})
}

func (f *file) importDecls(used map[string]bool) []ast.Decl {
	var decls []ast.Decl
	for _, spec := range f.ast.Imports {
		if spec.Name != nil && spec.Name.Name == "_" || !f.uses(spec, used) {
			continue
		}
		decls = append(decls, &ast.GenDecl{TokPos: spec.Pos(), Tok: token.IMPORT, Specs: []ast.Spec{spec}})
	}
	return decls
}

func (f *file) uses(spec *ast.ImportSpec, used map[string]bool) bool {
	if spec.Name != nil {
		return spec.Name.Name == "." || used[spec.Name.Name]
	}
	for name, path := range f.imports {
		if quoted, err := strconv.Unquote(spec.Path.Value); used[name] && err == nil && sameImport(path, quoted) {
			return true
		}
	}
	return false
}

// sameImport compares a package path with an import in a file. They differ for
// vendored packages.
func sameImport(path, written string) bool {
	return path == written || len(path) > len(written) && path[len(path)-len(written)-1:] == "/"+written
}

// importerOf gives the type checker the packages that p imports.
type importerOf struct {
	l *loader
	p *pkg
}

// Import implements types.Importer.
func (i importerOf) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	meta := i.p.Imports[path]
	if meta == nil || len(meta.GoFiles) == 0 {
		return nil, fmt.Errorf("package %s is not found; is it in go.mod?", path)
	}
	imported := i.l.pkgs[meta.PkgPath]
	i.l.read(imported)
	return i.l.check(imported).pkg, nil
}
