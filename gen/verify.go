package gen

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// verify parses and type-checks the new text of files beside their sources, as
// far as that goes without the runtime: a bug of oslogen is an error then, and not
// a broken file.
func (l *loader) verify(list []*source, files []File) error {
	byPackage := map[*pkg][]*ast.File{}
	for i, src := range list {
		tree, err := parser.ParseFile(l.fset, files[i].Path, files[i].New, parser.SkipObjectResolution)
		if err != nil {
			return bug(err)
		}
		p := l.pkgs[src.pkg.Path()]
		byPackage[p] = append(byPackage[p], tree)
	}
	for p, trees := range byPackage {
		if err := l.verifyPackage(p, trees); err != nil {
			return bug(err)
		}
	}
	return nil
}

func bug(err error) error {
	return fmt.Errorf("nothing was written, because the generated code would not compile: %w; this is a bug of oslogen, please report it with the interface", err)
}

func (l *loader) verifyPackage(p *pkg, generated []*ast.File) error {
	var first error
	conf := types.Config{
		Importer:    verifyImporter{importerOf{l, p}},
		FakeImportC: true,
		Sizes:       types.SizesFor("gc", l.arch),
		Error: func(err error) {
			typeErr, ok := errors.AsType[types.Error](err)
			if ok && first == nil && within(generated, typeErr.Pos) && !unresolvedImport(typeErr) {
				first = err
			}
		},
	}
	_, _ = conf.Check(p.PkgPath, l.fset, append(p.declarations(), generated...), nil) // errors went to conf.Error
	return first
}

// declarations are the wanted declarations of p without function bodies, and
// without stubs for what is generated.
func (p *pkg) declarations() []*ast.File {
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

func (p *pkg) isStub(d ast.Decl) bool {
	gen, ok := d.(*ast.GenDecl)
	if !ok || len(gen.Specs) != 1 {
		return false
	}
	spec, ok := gen.Specs[0].(*ast.TypeSpec)
	return ok && p.stubs[spec.Name.Name] != nil && p.stubs[spec.Name.Name].keep == d
}

func within(trees []*ast.File, pos token.Pos) bool {
	return slices.ContainsFunc(trees, func(tree *ast.File) bool { return tree.FileStart <= pos && pos < tree.FileEnd })
}

// verifyImporter knows what the sources import. What only generated code imports
// is the runtime, which may not be in go.mod yet.
type verifyImporter struct{ importerOf }

// Import implements types.Importer.
func (i verifyImporter) Import(path string) (*types.Package, error) {
	if i.p.Imports[path] != nil && !isRuntime(path) {
		return i.importerOf.Import(path)
	}
	if p := i.l.pkgs[path]; p != nil && p.checked != nil && !isRuntime(path) {
		return p.checked.pkg, nil
	}
	return nil, errors.New("not looked at")
}

// isRuntime reports whether generated code uses more of a package than the
// sources do, which is not read.
func isRuntime(path string) bool {
	return path == runtimePath || path == dispatchPath || path == notifyPath || path == "time"
}

func unresolvedImport(err types.Error) bool { return strings.HasPrefix(err.Msg, "could not import ") }
