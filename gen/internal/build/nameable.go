package build

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// nameable reports a type within t that the generated file can't name. A method
// from another package may have one.
func (c typeCheck) nameable(t types.Type, pos token.Pos, what string) {
	var hidden *types.TypeName
	wiretype.VisitNames(t, func(obj *types.TypeName) {
		if hidden == nil && !c.canName(obj) {
			hidden = obj
		}
	})
	switch {
	case hidden == nil:
	case !hidden.Exported():
		c.src.Report.Errorf(pos, "%s: type %s is unexported and can't be named here: export it, or give it an exported alias", what, wiretype.Text(hidden.Type()))
	default:
		c.src.Report.Errorf(pos, "%s: type %s is in %s, which can't be imported here: give it an exported alias elsewhere", what, wiretype.Text(hidden.Type()), hidden.Pkg().Path())
	}
}

func (c typeCheck) canName(obj *types.TypeName) bool {
	p := obj.Pkg()
	return p == nil || p.Path() == c.pkg.PkgPath || obj.Exported() && mayImport(c.pkg, p.Path())
}

// mayImport reports whether p imports path or may import it under the go
// command's rules for internal directories.
func mayImport(p *load.Package, path string) bool {
	for _, imported := range p.Imports {
		if imported.PkgPath == path {
			return true
		}
	}
	return seesInternal(p.PkgPath, path)
}

// seesInternal reports whether the package from is within the parent of the
// last internal element of path, if path has one.
func seesInternal(from, path string) bool {
	slashed := "/" + path + "/"
	i := strings.LastIndex(slashed, "/internal/")
	if i < 0 {
		return true
	}
	return i > 0 && strings.HasPrefix("/"+from+"/", slashed[:i]+"/")
}
