package load

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
)

// trees returns the files of p with only the wanted declarations and the
// imports they use.
func (p *Package) trees() []*ast.File {
	kept := map[*File][]*Declaration{}
	for _, d := range p.kept {
		kept[d.File] = append(kept[d.File], d)
	}
	var trees []*ast.File
	for _, f := range p.Files {
		if len(kept[f]) > 0 {
			trees = append(trees, f.with(kept[f]))
		}
	}
	return trees
}

// with returns f with only the given declarations.
func (f *File) with(decls []*Declaration) *ast.File {
	tree := &ast.File{Name: f.Tree.Name, Package: f.Tree.Package, FileStart: f.Tree.FileStart, FileEnd: f.Tree.FileEnd, GoVersion: f.Tree.GoVersion}
	seen := map[ast.Decl]bool{}
	used := map[string]bool{}
	for _, d := range decls {
		if !seen[d.keep] {
			seen[d.keep] = true
			tree.Decls = append(tree.Decls, d.keep)
			noteSelectors(d.Node, used)
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

func (f *File) importDecls(used map[string]bool) []ast.Decl {
	var decls []ast.Decl
	for _, spec := range f.Tree.Imports {
		if spec.Name != nil && spec.Name.Name == "_" || !f.uses(spec, used) {
			continue
		}
		decls = append(decls, &ast.GenDecl{TokPos: spec.Pos(), Tok: token.IMPORT, Specs: []ast.Spec{spec}})
	}
	return decls
}

func (f *File) uses(spec *ast.ImportSpec, used map[string]bool) bool {
	if spec.Name != nil {
		return spec.Name.Name == "." || used[spec.Name.Name]
	}
	for name, path := range f.Imports {
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

// HasStubs reports whether p was checked with stubs for generated types. The
// generated types would then be declared twice.
func (p *Package) HasStubs() bool {
	return slices.ContainsFunc(p.kept, func(d *Declaration) bool { return d.stub })
}

// Declarations returns the wanted declarations of p without function bodies and
// without stubs.
func (p *Package) Declarations() []*ast.File {
	trees := p.trees()
	for _, tree := range trees {
		tree.Decls = slices.DeleteFunc(tree.Decls, func(d ast.Decl) bool { return p.isStub(d) })
		for i, d := range tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				bodiless := *fn
				bodiless.Body = nil
				tree.Decls[i] = &bodiless
			}
		}
	}
	return trees
}

func (p *Package) isStub(d ast.Decl) bool {
	gen, ok := d.(*ast.GenDecl)
	if !ok || len(gen.Specs) != 1 {
		return false
	}
	spec, ok := gen.Specs[0].(*ast.TypeSpec)
	return ok && p.stubs[spec.Name.Name] != nil && p.stubs[spec.Name.Name].keep == d
}
