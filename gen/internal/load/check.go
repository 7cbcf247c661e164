package load

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// Checked is the result of type-checking the wanted declarations of a package.
type Checked struct {
	Types  *types.Package
	Errors []types.Error
}

// Check type-checks the wanted declarations of p.
func (l *Loader) Check(p *Package) *Checked {
	if p.Checked != nil {
		return p.Checked
	}
	p.Checked = &Checked{}
	conf := types.Config{
		Importer:         importerOf{l, p},
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Sizes:            types.SizesFor("gc", l.Arch),
		Error: func(err error) {
			if typeErr, ok := errors.AsType[types.Error](err); ok {
				if p.Checked.Errors = append(p.Checked.Errors, typeErr); len(p.Checked.Errors) == 1 {
					l.Failed = append(l.Failed, p.Checked)
				}
				if strings.HasPrefix(typeErr.Msg, "instantiation cycle") {
					l.Endless = append(l.Endless, typeErr)
				}
			}
		},
	}
	p.Checked.Types, _ = conf.Check(p.PkgPath, l.Fset, p.trees(), nil) // errors went to conf.Error
	if len(p.kept) == 0 {
		p.Checked.Types = types.NewPackage(p.PkgPath, p.Name) // the checker has no package name without a file
		p.Checked.Types.MarkComplete()
	}
	return p.Checked
}

// IsUnusedImport reports whether an error is about an import that nothing uses: "x"
// imported and not used, or "x" imported as y and not used.
func IsUnusedImport(err types.Error) bool {
	return strings.Contains(err.Msg, `" imported `) && strings.HasSuffix(err.Msg, " and not used")
}

// Matters reports whether a type error is real. Types are checked without most
// of their methods, so errors about missing methods are ignored.
func (p *Package) Matters(err types.Error) bool {
	for _, d := range p.kept {
		_, isType := d.Node.(*ast.TypeSpec)
		if !isType && d.Node.Pos() <= err.Pos && err.Pos < d.Node.End() {
			return false
		}
	}
	return !IsUnusedImport(err) &&
		!strings.Contains(err.Msg, "does not satisfy") && !strings.Contains(err.Msg, "missing method")
}

// importerOf gives the type checker the packages that p imports.
type importerOf struct {
	l *Loader
	p *Package
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
	imported := i.l.Packages[meta.PkgPath]
	i.l.Read(imported)
	return i.l.Check(imported).Types, nil
}

// Importer returns the importer of the packages that p imports.
func (l *Loader) Importer(p *Package) types.Importer { return importerOf{l, p} }
