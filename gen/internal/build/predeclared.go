package build

import (
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// checkPredeclared reports declarations of p that hide a name of the language which
// generated code uses.
func checkPredeclared(report *report.Reporter, p *load.Package) {
	for name, d := range p.Decls {
		obj := types.Universe.Lookup(name)
		if obj == nil {
			continue
		}
		_, isFunc := obj.(*types.Builtin)
		if isFunc && name != "append" && name != "new" {
			continue
		}
		report.Errorf(d.Name.Pos(), "%s hides the predeclared %s, which generated code needs: give it another name, or move the interface to another package", name, name)
	}
}
