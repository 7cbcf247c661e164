package gen

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

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

// importer returns the importer of the packages that p imports.
func (l *loader) importer(p *pkg) types.Importer { return importerOf{l, p} }
